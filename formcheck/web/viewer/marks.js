// Which footstep is chosen, and what is done to it.
const SAID = { initial_contact: "contact", toe_off: "toe-off" };

class Marks {
  constructor(view) {
    this.view = view;
    this.chosen = null;
  }

  get edits() { return this.view.edits; }
  get one() { return this.chosen === null ? null : this.edits.get(this.chosen); }

  side(leg) {
    const near = this.view.scene.near;
    return leg === "near" ? near : near === "left" ? "right" : "left";
  }

  name(one) {
    const side = this.side(one.leg);
    return `${side[0].toUpperCase()}${side.slice(1)} ${SAID[one.kind]}`;
  }

  // In the words of the line above the buttons.
  words(one) {
    const place = `${this.name(one)} · ${one.now.toFixed(3)} s`;
    if (one.was === null) return `${place} · added by you`;
    const by = Math.round(1000 * (one.now - one.was));
    return this.edits.changed(one) ? `${place} · moved ${by < 0 ? "−" : "+"}${Math.abs(by)} ms` : place;
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
    if (!next) return this.view.say(`No ${kind ? SAID[kind] : "footstep"} ${way > 0 ? "after" : "before"} this frame`);
    this.chosen = next.id;
    this.view.goto(frame(next));
    this.view.changed();
    this.view.say(this.words(next));
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
    this.view.say(`${this.name(one)} taken out`);
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
    this.view.say(way < 0 ? "Undone" : "Done again");
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
