// Two players of the page held together. The first film leads; the second is where the first one's time says.
const FAR_S = 0.2; // further apart than this, the second film jumps instead of hurrying
const HURRY = 2; // how strongly it hurries after, a second
const LOOK_MS = 200; // how often the players are looked after
const OFF_S = 0.005;
const RATES = [0.0625, 16]; // what browsers play at

const clamp = (x, low, high) => Math.max(low, Math.min(high, x));

// Time of the second film at a time of the first: a line through what belongs together, straight on beyond it.
function along(from, to, slope, t) {
  const n = Math.min(from.length, to.length);
  if (t <= from[0]) return to[0] + (t - from[0]) * slope;
  if (t >= from[n - 1]) return to[n - 1] + (t - from[n - 1]) * slope;
  let k = 0;
  while (from[k + 1] < t) k += 1;
  return to[k] + ((t - from[k]) * (to[k + 1] - to[k])) / (from[k + 1] - from[k]);
}

// Number of the picture on the screen nearest to a time.
function picture(t, time) {
  let low = 0, high = t.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (t[middle] <= time) low = middle; else high = middle - 1;
  }
  return low < t.length - 1 && t[low + 1] - time < time - t[low] ? low + 1 : low;
}

// A time within a picture, so that no rounding shows its neighbour.
function within(t, k) {
  const i = Math.min(k, t.length - 2);
  return t.length < 2 ? t[0] : t[k] + (t[i + 1] - t[i]) / 2;
}

// Put into words: {so} is taken from `so`.
function fill(text, so) { return text.replace(/\{(\w+)\}/g, (_, name) => so[name]); }

class Pair {
  constructor(root) {
    this.root = root;
    this.at = (name) => root.querySelector(`[data-at="${name}"]`);
    this.speed = 0.25;
    this.lock = "landing";
    this.foot = 0;
    root.addEventListener("click", (event) => {
      const told = event.target.closest("[data-do]")?.dataset.do.split(":");
      if (told && this.videos) this.#do(told[0], told[1]);
    });
    this.at("place").addEventListener("input", (event) => {
      if (!this.videos) return;
      this.pause();
      const [begin, end] = this.span();
      this.show(begin + ((end - begin) * event.target.value) / 1000);
    });
  }

  take(data) {
    if (data === this.data) return;
    this.data = data;
    this.words = data.words;
    this.foot = 0;
    this.spanned = null;
    if (!data.feet.length) this.lock = "time";
    this.at("locks").hidden = !data.feet.length;
    this.root.querySelectorAll('[data-do^="landing"]').forEach((one) => (one.hidden = !data.feet.length));
    this.at("feet").replaceChildren(...data.feet.map((foot, k) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: fill(this.words.foot, { side: this.words[foot.name] }) });
      button.dataset.do = `foot:${k}`;
      return button;
    }));
    this.#find();
  }

  // The players belong to the page and may come a little later than this.
  #find() {
    cancelAnimationFrame(this.due);
    const videos = [...document.querySelectorAll(`.st-key-${this.data.key} video`)];
    const there = videos.length === 2 && videos.every((one) => one.readyState >= 1);
    if (!there) { this.due = requestAnimationFrame(() => this.#find()); return; }
    this.videos = videos;
    this.playing = false;
    for (const one of videos) Object.assign(one, { controls: false, loop: false, muted: true });
    this.pressed();
    this.landing(0);
    clearInterval(this.watch);
    this.watch = setInterval(() => this.#look(), LOOK_MS);
  }

  // The page sets a player that has just come to its beginning, and may put another in its place.
  #look() {
    if (!this.videos.every((one) => one.isConnected)) {
      clearInterval(this.watch);
      this.playing = false;
      this.root.dataset.ready = "no";
      return this.#find();
    }
    if (this.playing || this.videos.some((one) => one.seeking || one.readyState < 2)) return;
    if (this.videos.some((one, k) => Math.abs(one.currentTime - this.held[k]) > OFF_S)) this.show(this.wanted);
    else this.root.dataset.ready = "yes";
  }

  get feet() { return this.data.feet[this.foot]; }
  get slope() { return this.data.films[1].slower / this.data.films[0].slower; }

  // By landing each stride takes as long in both; by time both run as in life from the first landing on.
  second(t) {
    const foot = this.feet;
    if (!foot) return this.data.films[1].begin + (t - this.data.films[0].begin) * this.slope;
    const n = this.lock === "landing" ? undefined : 1;
    return along(foot.first.slice(0, n), foot.second.slice(0, n), this.slope, t);
  }

  // What both films show, seconds of the first.
  span() { return (this.spanned ??= this.#span()); }

  #span() {
    const [one, other] = this.data.films;
    let begin = one.begin, end = one.end;
    const step = (end - begin) / 400;
    while (begin < end && this.second(begin) < other.begin) begin += step;
    while (end > begin && this.second(end) > other.end) end -= step;
    return [begin, end];
  }

  #do(what, arg) {
    if (what === "play") return this.playing ? this.pause() : this.play();
    if (what === "speed") this.speed = Number(arg);
    if (what === "lock") this.lock = arg;
    if (what === "foot") this.foot = Number(arg);
    this.pressed();
    if (what === "step") { this.pause(); this.step(Number(arg)); }
    if (what === "landing") { this.pause(); this.landing(this.near() + Number(arg), Number(arg)); }
    if (what === "foot" || what === "lock") { this.pause(); this.landing(this.near()); }
  }

  pressed() {
    this.spanned = null;
    for (const [what, now] of [["speed", String(this.speed)], ["lock", this.lock], ["foot", String(this.foot)]])
      for (const one of this.root.querySelectorAll(`[data-do^="${what}:"]`))
        one.setAttribute("aria-pressed", one.dataset.do === `${what}:${now}`);
  }

  get time() { return this.wanted ?? this.videos[0].currentTime; }

  // Number of the landing that is shown or was last passed.
  near() {
    const foot = this.feet;
    if (!foot) return 0;
    const gaps = foot.first.map((t) => Math.abs(t - this.time));
    return gaps.indexOf(Math.min(...gaps));
  }

  landing(k) {
    const foot = this.feet;
    if (!foot) return this.show(this.span()[0]);
    const last = Math.min(foot.first.length, foot.second.length) - 1;
    this.show(foot.first[clamp(k, 0, last)]);
  }

  step(by) {
    const t = this.data.films[0].t;
    this.show(t[clamp(picture(t, this.time) + by, 0, t.length - 1)]);
  }

  // Both pictures nearest to a time of the first film.
  show(time) {
    this.wanted = time;
    this.held = [time, this.second(time)].map((at, k) => {
      const t = this.data.films[k].t;
      return within(t, picture(t, clamp(at, t[0], t[t.length - 1])));
    });
    this.videos.forEach((one, k) => (one.currentTime = this.held[k]));
    this.tell(time);
  }

  play() {
    const [begin, end] = this.span();
    if (this.time >= end - 0.05 || this.time < begin) this.show(begin);
    this.wanted = null;
    this.playing = true;
    this.#rates();
    Promise.all(this.videos.map((one) => one.play())).then(() => this.#follow(), () => this.pause());
    this.#words();
  }

  #rates() {
    const [one, other] = this.videos, rate = this.speed * this.data.films[0].slower;
    one.playbackRate = clamp(rate, ...RATES);
    const late = this.second(one.currentTime) - other.currentTime;
    if (Math.abs(late) > FAR_S * this.data.films[1].slower) other.currentTime += late;
    const slope = (this.second(one.currentTime + 0.01) - this.second(one.currentTime)) / 0.01;
    other.playbackRate = clamp(one.playbackRate * slope + HURRY * late, ...RATES);
  }

  #follow() {
    if (!this.playing) return;
    if (this.videos[0].currentTime >= this.span()[1] || this.videos.some((one) => one.ended)) return this.pause();
    if (this.videos.every((one) => !one.seeking)) this.#rates();
    this.tell(this.videos[0].currentTime);
    this.due = requestAnimationFrame(() => this.#follow());
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    cancelAnimationFrame(this.due);
    this.videos.forEach((one) => one.pause());
    this.show(this.videos[0].currentTime);
    this.#words();
  }

  #words() {
    this.root.dataset.playing = this.playing ? "yes" : "no";
    const main = this.root.querySelector(".main");
    main.textContent = this.playing ? this.words.pause : this.words.play;
    main.setAttribute("aria-label", this.playing ? this.words.pause_both : this.words.play_both);
  }

  tell(time) {
    const [begin, end] = this.span();
    if (document.activeElement !== this.at("place") || this.playing) this.at("place").value = (1000 * (time - begin)) / (end - begin || 1);
    const foot = this.feet, both = [time, this.second(time)];
    const films = fill(this.words.films, { first: both[0].toFixed(2), second: both[1].toFixed(2) });
    if (!foot || this.playing) { this.at("where").textContent = this.playing ? "" : films; return; }
    const k = this.near(), after = (time - foot.first[k]) / this.data.films[0].slower;
    const ms = Math.round(1000 * after);
    const text = Math.abs(ms) < 2 ? this.words.at : ms > 0 ? this.words.after : this.words.before;
    this.at("where").textContent = fill(text, { ms: Math.abs(ms), landing: k + 1, side: this.words[foot.name], films });
    this.root.dataset.landing = k;
  }

  close() {
    cancelAnimationFrame(this.due);
    clearInterval(this.watch);
    this.playing = false;
  }
}

const pairs = new WeakMap();

export default function ({ data, parentElement }) {
  let pair = pairs.get(parentElement);
  if (!pair) pairs.set(parentElement, (pair = new Pair(parentElement.querySelector(".fp"))));
  pair.take(data);
  return () => {
    pairs.delete(parentElement);
    pair.close();
  };
}
