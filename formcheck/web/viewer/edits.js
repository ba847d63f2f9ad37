// Footsteps as found and as set by hand, with a way back.
const KINDS = ["initial_contact", "toe_off"];
const SAME_S = 1e-6;

class Edits {
  constructor(steps) {
    this.found = [];
    for (const leg of ["near", "far"])
      for (const kind of KINDS)
        for (const was of steps[leg]?.[kind] ?? []) this.found.push({ id: this.found.length, leg, kind, was, now: was });
    this.next = this.found.length;
    this.list = this.found;
    this.past = [];
    this.future = [];
  }

  // One correction that was made before.
  apply({ leg, kind, was_s, now_s }) {
    if (was_s === null) {
      this.list = [...this.list, { id: this.next++, leg, kind, was: null, now: now_s }];
      return;
    }
    this.list = this.list.map((one) =>
      one.leg === leg && one.kind === kind && one.was !== null && Math.abs(one.was - was_s) < SAME_S
        ? { ...one, now: now_s } : one);
  }

  get(id) { return this.list.find((one) => one.id === id && one.now !== null) ?? null; }

  // In order of time.
  all() { return this.list.filter((one) => one.now !== null).sort((a, b) => a.now - b.now); }

  changed(one) { return one.was === null || Math.abs(one.now - one.was) > SAME_S; }

  // A drag moves many times and is one step back: `keep` is told before the first.
  keep() {
    this.past.push(this.list);
    this.future = [];
  }

  move(id, now) { this.list = this.list.map((one) => (one.id === id ? { ...one, now } : one)); }

  remove(id) {
    this.keep();
    this.list = this.list.flatMap((one) => (one.id !== id ? [one] : one.was === null ? [] : [{ ...one, now: null }]));
  }

  add(leg, kind, now) {
    this.keep();
    const id = this.next++;
    this.list = [...this.list, { id, leg, kind, was: null, now }];
    return id;
  }

  undo() { return this.#turn(this.past, this.future); }
  redo() { return this.#turn(this.future, this.past); }

  #turn(from, to) {
    if (!from.length) return false;
    to.push(this.list);
    this.list = from.pop();
    return true;
  }

  corrections() {
    return this.list
      .filter((one) => one.now === null || this.changed(one))
      .map(({ leg, kind, was, now }) => ({ leg, kind, was_s: was, now_s: now === null ? null : Math.round(now * 1e5) / 1e5 }));
  }

  // Times on the ground; `end` is null where no toe-off follows before the next contact.
  bars(leg) {
    const own = this.all().filter((one) => one.leg === leg);
    const bars = [];
    own.forEach((one, i) => {
      const after = own[i + 1];
      if (one.kind === "initial_contact") bars.push({ start: one.now, end: after?.kind === "toe_off" ? after.now : null });
    });
    return bars;
  }

  // Times with no foot on the ground, between two bars that are whole.
  flights() {
    const bars = [...this.bars("near"), ...this.bars("far")].sort((a, b) => a.start - b.start);
    const gaps = [];
    for (let i = 1; i < bars.length; i++) {
      const before = bars[i - 1].end;
      if (before !== null && before < bars[i].start) gaps.push({ start: before, end: bars[i].start });
    }
    return gaps;
  }

  // The leg on the ground at a time, or the next to land: the one whose line is worth drawing.
  leading(time) {
    for (const leg of ["near", "far"])
      if (this.bars(leg).some((bar) => bar.start <= time && time <= (bar.end ?? bar.start))) return leg;
    const coming = this.all().find((one) => one.kind === "initial_contact" && one.now > time);
    return coming?.leg ?? "near";
  }
}
