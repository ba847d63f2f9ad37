// The film: which picture is on the screen, and how to get another one there.
const ARRIVED_MS = 80; // a browser that tells of no new picture within this after a seek shows the old one again
const SLACK_S = 0.001; // of a picture's own time, in the browser's rounding

class Film {
  constructor(video, tell) {
    this.video = video;
    this.tell = tell; // { shown(k), playing(is), rests(k), failed() }
    this.t = [0];
    this.shown = null;
    this.wanted = null;
    this.rate = 1;
    this.busy = false;
    this.sure = false; // that `shown` is what is on the screen
    this.tells = "requestVideoFrameCallback" in HTMLVideoElement.prototype;
    video.addEventListener("ended", () => this.pause());
    video.addEventListener("error", () => video.getAttribute("src") && tell.failed());
  }

  get last() { return this.t.length - 1; }
  get playing() { return !this.video.paused && !this.video.ended; }
  get ready() { return this.video.readyState >= 2; }

  times(t) { this.t = t.map((one) => one - t[0]); }

  load(url, k) {
    this.shown = null;
    this.busy = this.sure = false;
    this.wanted = k;
    this.video.src = url;
    this.video.addEventListener("loadeddata", () => this.#seek(), { once: true });
  }

  // Length of picture k on the screen.
  step(k) {
    const i = Math.min(k, this.last - 1);
    return this.last < 1 ? 1 / 30 : this.t[i + 1] - this.t[i];
  }

  // Number of the picture on the screen at a time of the film.
  at(time) {
    let low = 0, high = this.last;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.t[middle] <= time + SLACK_S) low = middle; else high = middle - 1;
    }
    return low;
  }

  nearest(time) {
    const k = this.at(time);
    return k < this.last && this.t[k + 1] - time < time - this.t[k] ? k + 1 : k;
  }

  goto(k) {
    if (this.playing) this.#stop();
    this.wanted = Math.max(0, Math.min(this.last, Math.round(k)));
    if (this.ready) this.#seek();
  }

  // Where the hand is: steps made before the last picture came are not lost.
  get target() { return this.wanted ?? this.shown ?? 0; }

  #seek() {
    if (this.busy || this.wanted === null) return;
    if (this.sure && this.wanted === this.shown) return this.#rest();
    const k = this.wanted;
    this.busy = true;
    let over = false;
    const arrive = () => {
      if (over) return;
      over = true;
      this.busy = false;
      if (this.wanted === k) this.wanted = null;
      this.sure = true;
      this.#show(k);
      if (this.wanted === null) this.#rest(); else this.#seek();
    };
    const look = (_, told) => {
      if (over) return;
      if (this.at(told.mediaTime) === k) arrive(); else this.video.requestVideoFrameCallback(look);
    };
    if (this.tells) this.video.requestVideoFrameCallback(look);
    const settle = () => {
      if (over) return;
      if (this.video.seeking) this.video.addEventListener("seeked", settled, { once: true }); else arrive();
    };
    const settled = () => setTimeout(settle, this.tells ? ARRIVED_MS : 0);
    this.video.addEventListener("seeked", settled, { once: true });
    this.video.currentTime = this.t[k] + this.step(k) / 2;
  }

  #show(k, picture = this.video) {
    this.shown = k;
    this.tell.shown(k, picture);
  }

  #rest() { this.wanted = null; this.tell.rests(this.shown); }

  play() {
    if (!this.ready || this.playing) return;
    if (this.target >= this.last) this.video.currentTime = 0;
    this.wanted = null;
    this.sure = false;
    this.video.playbackRate = this.rate;
    this.video.play().then(() => { this.tell.playing(true); this.#follow(); }, () => this.tell.playing(false));
  }

  #follow() {
    if (!this.playing) return;
    const next = (_, told) => {
      if (!this.playing) return;
      this.#catch(told ? told.mediaTime : this.video.currentTime);
      this.#follow();
    };
    if (this.tells) this.video.requestVideoFrameCallback(next); else requestAnimationFrame(() => next());
  }

  // The film may have moved on since the browser told of a picture. A picture taken out of it knows its own time.
  #catch(time) {
    const caught = "VideoFrame" in window && this.ready ? new VideoFrame(this.video) : null;
    this.#show(this.at(caught ? caught.timestamp / 1e6 : time), caught ?? this.video);
    caught?.close();
  }

  #stop() { this.video.pause(); this.tell.playing(false); }

  // The picture that stays may be one later than the last one told of: ask for it by its number.
  pause() {
    const k = this.at(this.video.currentTime);
    this.#stop();
    this.goto(k);
  }

  toggle() { if (this.playing) this.pause(); else this.play(); }

  speed(rate) {
    this.rate = rate;
    this.video.playbackRate = rate;
  }

  close() {
    this.video.pause();
    this.video.removeAttribute("src");
    this.video.load();
  }
}
