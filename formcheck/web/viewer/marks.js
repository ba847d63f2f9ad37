// Which footstep is chosen, and what is done to it.
// Put into words: {so} is taken from `so`.
function fill(text, so) { return text.replace(/\{(\w+)\}/g, (_, name) => so[name]); }

function capital(text) { return text[0].toUpperCase() + text.slice(1); }

class Marks {
  constructor(view) {
    this.view = view;
    this.chosen = null;
  }

  get edits() { return this.view.edits; }
  get one() { return this.chosen === null ? null : this.edits.get(this.chosen); }

  side(leg) {
    const { scene, words } = this.view;
    return (leg === "near") === (scene.near === "left") ? words.left : words.right;
  }

  name({ leg, kind }) {
    const { words } = this.view;
    return capital(fill(words.mark, { side: this.side(leg), kind: words[kind] }));
  }

  // In the words of the line above the buttons.
  words(one) {
    const { words } = this.view;
    const by = Math.round(1000 * (one.now - one.was));
    const so = { mark: this.name(one), time: one.now.toFixed(3), by: `${by < 0 ? "−" : "+"}${Math.abs(by)}` };
    if (one.was === null) return fill(words.mark_added, so);
    return fill(this.edits.changed(one) ? words.mark_moved : words.mark_at, so);
  }

  choose(id) {
    this.chosen = id;
    this.view.changed();
  }

  // To the next or the last footstep of a kind (null for any), counted from the picture that is shown.
  jump(kind, way) {
    const { film, scene } = this.view;
    const here = film.target;
    const found = this.edits.all().filter((one) => !kind || one.kind === kind);
    const frame = (one) => film.nearest(one.now - scene.t[0]);
    const inside = found.filter((one) => one.now >= scene.t[0] - 0.02 && one.now <= scene.t[film.last] + 0.02);
    const next = way > 0
      ? inside.find((one) => frame(one) > here)
      : inside.reverse().find((one) => frame(one) < here);
    if (!next) return this.view.say(this.#none(kind, way));
    this.chosen = next.id;
    this.view.goto(frame(next));
    this.view.changed();
    this.view.say(this.words(next));
  }

  #none(kind, way) {
    const { words } = this.view;
    return fill(way > 0 ? words.none_after : words.none_before, { kind: words[kind ?? "footstep"] });
  }

  nudge(frames) {
    const one = this.one;
    if (!one) return;
    this.edits.keep();
    this.edits.move(one.id, this.#kept(one.now + frames * this.view.frame_s));
    this.#done(this.one);
  }

  remove() {
    const one = this.one;
    if (!one) return;
    this.edits.remove(one.id);
    this.chosen = null;
    this.view.changed(true);
    this.view.say(fill(this.view.words.taken_out, { mark: this.name(one) }));
  }

  add(leg, kind) {
    const { film, scene } = this.view;
    this.chosen = this.edits.add(leg, kind, scene.t[film.target]);
    this.#done(this.one);
  }

  turn(way) {
    if (!(way < 0 ? this.edits.undo() : this.edits.redo())) return;
    if (!this.one) this.chosen = null;
    this.view.changed(true);
    this.view.say(way < 0 ? this.view.words.undone : this.view.words.redone);
  }

  // While a hand drags: quarter frames, the picture goes along.
  drag(id, now) {
    const quarter = this.view.frame_s / 4, start = this.view.scene.t[0];
    this.edits.move(id, this.#kept(start + Math.round((now - start) / quarter) * quarter));
    this.view.goto(this.view.film.nearest(this.one.now - start));
    this.view.changed();
  }

  dropped() { if (this.one) this.#done(this.one); }

  #kept(time) {
    const t = this.view.scene.t;
    return Math.max(t[0], Math.min(t[t.length - 1], time));
  }

  #done(one) {
    this.view.goto(this.view.film.nearest(one.now - this.view.scene.t[0]));
    this.view.changed(true);
    this.view.say(this.words(one));
  }
}
