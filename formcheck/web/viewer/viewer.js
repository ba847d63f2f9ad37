// The parts together, and the way to and from Python.
const REST_MS = 300;
const SHOWN_FIRST = ["skeleton", "plumb", "trunk", "reach"];

class Viewer {
  constructor(component) {
    const root = (this.root = component.parentElement.querySelector(".fv"));
    const at = (name) => root.querySelector(`[data-at="${name}"]`);
    this.on = new Set(SHOWN_FIRST);
    this.sent = { frame: null, corrections: "[]" };
    this.jumped = null;
    this.film = new Film(at("video"), {
      shown: (k, picture) => this.#shown(k, picture),
      playing: (is) => this.#playing(is),
      rests: (k) => this.#rests(k),
      failed: () => (at("failed").hidden = false),
    });
    this.marks = new Marks(this);
    this.readout = new Readout(this, root);
    this.timeline = new Timeline(this, at("whole"), at("strip"));
    this.stage = new Stage(at("stage"), at("lines"), at("video"), () => this.redraw());
    listen(this, root);
    this.#watch(at);
  }

  #watch(at) {
    this.sizes = new ResizeObserver(() => { this.stage.resized(); this.redraw(); });
    for (const name of ["stage", "strip", "whole"]) this.sizes.observe(at(name));
    this.arrived = (event) => event.detail === this.name && this.#load();
    this.noted = (event) => event.detail === this.name && this.#note();
    window.addEventListener("formcheck-film", this.arrived);
    window.addEventListener("formcheck-note", this.noted);
  }

  // Called for everything new from Python, and when the page changes between light and dark.
  update({ data, setStateValue }) {
    this.tell = setStateValue;
    this.#paint();
    if (data !== this.data) this.#take(data);
    this.redraw();
  }

  #take(data) {
    const old = this.scene;
    this.data = data;
    this.name = data.viewer;
    this.scene = data.scene;
    this.words = data.words;
    const t = this.scene.t;
    this.frame_s = t.length > 1 ? (t[t.length - 1] - t[0]) / (t.length - 1) : 1 / 30;
    this.film.times(t);
    const steps = JSON.stringify(this.scene.steps);
    if (steps !== this.steps) {
      this.steps = steps;
      this.edits = new Edits(this.scene.steps);
      this.marks.chosen = null;
      this.known = false; // what was corrected before is still to come
    }
    this.lines = new Lines(this.scene, this.edits, (...which) => this.readout.value(...which));
    if (old?.width !== this.scene.width || old?.height !== this.scene.height) this.stage.size(this.scene.width, this.scene.height);
    this.#label();
    this.readout.build();
    this.#note();
    this.#load();
    if (this.film.shown !== null) this.readout.show(this.film.shown);
    this.#buttons();
  }

  // The film, the lines and the note come on three ways, in any order.
  #note() {
    const note = window.__formcheckNotes?.get(this.name);
    if (!note || !this.scene) return;
    if (!this.known) {
      this.known = true;
      for (const one of note.corrections) this.edits.apply(one);
      this.sent.corrections = JSON.stringify(this.edits.corrections());
      this.#buttons();
      this.redraw();
    }
    this.readout.seen(note.seen);
    if (!note.jump || note.jump.count === this.jumped) return;
    this.jumped = note.jump.count;
    this.goto(note.jump.frame - this.scene.first);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.root.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  }

  #load() {
    const film = window.__formcheckFilms?.get(this.name);
    if (!film || !this.scene || film.url === this.url) return;
    this.url = film.url;
    const first = (this.scene.jumps[0]?.frame ?? this.scene.first) - this.scene.first;
    this.film.load(film.url, Math.max(0, Math.min(this.film.last, this.film.wanted ?? first)));
    this.sent.frame = null;
  }

  goto(k) { this.film.goto(k); }

  #shown(k, picture) {
    this.#draw(picture);
    this.readout.show(k);
    this.root.dataset.shown = this.scene.first + k;
  }

  #playing(is) {
    this.root.dataset.playing = is ? "yes" : "no";
    const play = this.root.querySelector('[data-do="play"]'), word = is ? this.words.pause : this.words.play;
    play.setAttribute("aria-label", word);
    play.title = fill(this.words.play_key, { word });
    this.readout.find("spoken").setAttribute("aria-live", is ? "off" : "polite");
  }

  #rests(k) {
    this.readout.rest(k);
    this.root.dataset.rests = this.scene.first + k;
    if (this.sent.frame === null) this.sent.frame = this.scene.first + k; // the first one was not chosen by anyone
    this.#soon();
  }

  // A footstep has been chosen or moved; `done` when the hand has let go of it.
  changed(done = false) {
    this.#buttons();
    this.redraw();
    if (done) this.#soon();
  }

  #soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#send(), REST_MS);
  }

  #send() {
    if (this.film.playing || this.timeline.hold) return this.#soon();
    const corrections = this.edits.corrections(), text = JSON.stringify(corrections);
    if (text !== this.sent.corrections) {
      this.sent.corrections = text;
      this.tell("corrections", corrections);
    }
    const frame = this.scene.first + this.film.target;
    if (this.film.shown !== null && frame !== this.sent.frame) {
      this.sent.frame = frame;
      this.tell("frame", frame);
    }
  }

  say(words) { this.readout.say(words); }

  speed(rate) {
    this.film.speed(rate);
    for (const one of this.root.querySelectorAll('[data-do^="speed:"]'))
      one.setAttribute("aria-pressed", one.dataset.do === `speed:${rate}`);
  }

  line(name) {
    if (!this.on.delete(name)) this.on.add(name);
    this.root.querySelector(`[data-do="line:${name}"]`).setAttribute("aria-pressed", this.on.has(name));
    this.redraw();
  }

  redraw() {
    this.due ??= requestAnimationFrame(() => { this.due = null; this.#draw(); });
  }

  #draw(picture = this.film.video) {
    if (!this.scene || !this.stage.centre) return;
    const place = this.stage.place(), { width, height } = this.scene;
    const context = pen(this.stage.canvas);
    context.clearRect(0, 0, this.stage.element.clientWidth, this.stage.element.clientHeight);
    Object.assign(this.stage.video.style, { transform: `translate(${place.x}px, ${place.y}px) scale(${place.s})`, width: `${width}px`, height: `${height}px` });
    if (this.film.shown !== null) {
      // The picture and its lines on one canvas: they cannot come apart, not even while it plays.
      context.drawImage(picture, place.x, place.y, width * place.s, height * place.s);
      this.lines.draw(context, this.film.shown, this.on, place, 0.0042 * Math.min(width, height) * this.stage.fit + 0.9);
    }
    this.timeline.draw();
  }

  save() {
    const { width, height, name, first } = this.scene, k = this.film.shown;
    if (k === null) return;
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const context = canvas.getContext("2d");
    context.drawImage(this.film.video, 0, 0, width, height);
    this.lines.draw(context, k, this.on, { s: 1, x: 0, y: 0 }, 0.0042 * Math.min(width, height) + 0.9);
    canvas.toBlob((blob) => {
      const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob) });
      link.download = `${name.replace(/\.[^.]*$/, "").replace(/[^\w-]+/g, "_")}-frame-${first + k}.png`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      this.say(this.words.saved);
    }, "image/png");
  }

  #label() {
    for (const one of this.root.querySelectorAll("[data-side]"))
      one.textContent = this.marks.name({ leg: one.dataset.side, kind: one.dataset.kind });
    const jumps = this.readout.find("jumps");
    jumps.replaceChildren(...this.scene.jumps.map(chip));
    jumps.parentElement.hidden = !this.scene.jumps.length;
    for (const one of this.root.querySelectorAll("[data-from-side]")) one.hidden = !this.scene.side_view;
    for (const one of this.root.querySelectorAll('[data-do="line:belt"]')) one.hidden = !this.scene.belt;
    this.root.querySelector(".tools").hidden = !this.scene.steps.near && !this.scene.steps.far;
  }

  #buttons() {
    this.readout.chosen();
    const some = this.marks.one !== null;
    for (const one of this.root.querySelectorAll('[data-do^="nudge"], [data-do="remove"]')) one.disabled = !some;
    this.root.querySelector('[data-do="turn:-1"]').disabled = !this.edits.past.length;
    this.root.querySelector('[data-do="turn:1"]').disabled = !this.edits.future.length;
    // A button that goes grey under the finger would take the keys with it.
    if (this.root.getRootNode().activeElement?.disabled) this.stage.element.focus({ preventScroll: true });
  }

  // The page's colours, for the canvases too.
  #paint() {
    const style = getComputedStyle(this.root);
    const probe = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
    probe.fillStyle = style.getPropertyValue("--st-background-color").trim() || "#fff";
    probe.fillRect(0, 0, 1, 1);
    const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
    this.root.dataset.theme = 0.3 * r + 0.6 * g + 0.1 * b < 128 ? "dark" : "light";
    const names = ["near", "nearEdge", "onNear", "far", "farSoft", "flight", "needle", "accent", "text", "quiet", "line", "soft", "back"];
    this.ink = Object.fromEntries(names.map((name) => [name, getComputedStyle(this.root).getPropertyValue(`--${name}`).trim()]));
  }

  close() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.due);
    this.sizes.disconnect();
    window.removeEventListener("formcheck-film", this.arrived);
    window.removeEventListener("formcheck-note", this.noted);
    this.film.close();
  }
}

// A moment to go to, with the titles of the findings it shows.
function chip({ label, frame, about }) {
  const button = Object.assign(document.createElement("button"), { type: "button" });
  button.dataset.do = `frame:${frame}`;
  const line = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
  button.append(line("span", label), ...about.map((title) => line("small", title)));
  return button;
}

const viewers = new WeakMap();

export default function (component) {
  let viewer = viewers.get(component.parentElement);
  if (!viewer) viewers.set(component.parentElement, (viewer = new Viewer(component)));
  viewer.update(component);
  return () => {
    viewers.delete(component.parentElement);
    viewer.close();
  };
}
