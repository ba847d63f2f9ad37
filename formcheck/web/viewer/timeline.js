// Footsteps over time: the whole film, and a strip around the needle that a hand can pull along.
const GUTTER = 52;
const ROWS = { whole: { near: [5, 11], far: [21, 11] }, strip: { near: [24, 26], far: [58, 26] } };
const GRIP_PX = { mouse: 7, pen: 9, touch: 15 };
const FRAME_PX = [6, 10]; // width of a frame on the strip, on a phone and on a desk

class Timeline {
  constructor(view, whole, strip) {
    Object.assign(this, { view, whole, strip });
    this.hold = null;
    this.centre = null; // where the strip is held by a hand, seconds; else it follows the film
    whole.addEventListener("pointerdown", (event) => this.#scrub(event, true));
    whole.addEventListener("pointermove", (event) => this.#scrub(event, false));
    strip.addEventListener("pointerdown", (event) => this.#take(event));
    strip.addEventListener("pointermove", (event) => this.#pull(event));
    for (const name of ["pointerup", "pointercancel"]) {
      strip.addEventListener(name, () => this.#let());
      whole.addEventListener(name, () => (this.hold = null));
    }
  }

  get t() { return this.view.scene.t; }
  get now() { return this.t[this.view.film.shown ?? this.view.film.target]; }
  get per_s() {
    const wide = this.strip.clientWidth - GUTTER;
    return Math.max(FRAME_PX[0], Math.min(FRAME_PX[1], wide / 60)) / this.view.frame_s;
  }

  #whole_x(time) {
    const t = this.t, wide = this.whole.clientWidth - GUTTER - 8;
    return GUTTER + (wide * (time - t[0])) / Math.max(1e-6, t[t.length - 1] - t[0]);
  }
  #strip_x(time) {
    return (GUTTER + this.strip.clientWidth) / 2 + (time - (this.centre ?? this.now)) * this.per_s;
  }
  #strip_time(x) {
    return (this.centre ?? this.now) + (x - (GUTTER + this.strip.clientWidth) / 2) / this.per_s;
  }

  #scrub(event, begin) {
    if (begin) {
      this.hold = "whole";
      this.whole.setPointerCapture(event.pointerId);
    } else if (this.hold !== "whole") return;
    const t = this.t, wide = this.whole.clientWidth - GUTTER - 8;
    const share = (event.offsetX - GUTTER) / wide;
    this.view.goto(this.view.film.nearest(share * (t[t.length - 1] - t[0])));
  }

  // The footstep under a hand, if any.
  #under(event) {
    const grip = GRIP_PX[event.pointerType] ?? 9;
    const near = this.view.edits.all().filter((one) => {
      const [top, high] = ROWS.strip[one.leg];
      return event.offsetY > top - 6 && event.offsetY < top + high + 6;
    });
    const apart = (one) => Math.abs(this.#strip_x(one.now) - event.offsetX);
    const best = near.sort((a, b) => apart(a) - apart(b))[0];
    return best && apart(best) <= grip ? best : null;
  }

  #take(event) {
    this.strip.setPointerCapture(event.pointerId);
    const one = this.#under(event);
    if (this.view.film.playing) this.view.film.pause();
    this.centre = this.now;
    this.hold = { x: event.offsetX, from: this.centre, one, moved: false };
    if (one) this.view.marks.choose(one.id);
  }

  #pull(event) {
    const hold = this.hold;
    if (!hold) {
      this.strip.style.cursor = this.#under(event) ? "ew-resize" : "grab";
      return;
    }
    const by = event.offsetX - hold.x;
    if (!hold.moved && Math.abs(by) < 3) return;
    if (!hold.moved && hold.one) this.view.edits.keep();
    hold.moved = true;
    if (hold.one) return this.view.marks.drag(hold.one.id, hold.one.now + by / this.per_s);
    const t = this.t;
    this.centre = Math.max(t[0], Math.min(t[t.length - 1], hold.from - by / this.per_s));
    this.view.goto(this.view.film.nearest(this.centre - t[0]));
    this.view.redraw();
  }

  #let() {
    const hold = this.hold;
    if (!hold) return;
    this.hold = null;
    const time = this.#strip_time(hold.x);
    this.centre = null;
    if (hold.one && hold.moved) this.view.marks.dropped();
    else if (hold.one) this.view.goto(this.view.film.nearest(hold.one.now - this.t[0]));
    else if (!hold.moved) this.view.goto(this.view.film.nearest(time - this.t[0]));
    this.view.redraw();
  }

  draw() {
    if (!this.whole.clientWidth) return;
    this.#draw(pen(this.whole), this.whole, ROWS.whole, (time) => this.#whole_x(time), false);
    this.#draw(pen(this.strip), this.strip, ROWS.strip, (time) => this.#strip_x(time), true);
  }

  #draw(context, canvas, rows, x, fine) {
    const { edits, marks, ink } = this.view;
    const width = canvas.clientWidth, height = canvas.clientHeight;
    context.clearRect(0, 0, width, height);
    context.save();
    context.beginPath();
    context.rect(GUTTER - 6, 0, width - GUTTER + 6, height);
    context.clip();
    const area = { context, rows, x, fine, ink, width, height, slower: this.view.scene.slower, words: this.view.words };
    if (fine) drawScale(area, this.t, (this.view.scene.slower ?? 1));
    else drawWindow(area, this.#strip_time(GUTTER), this.#strip_time(this.strip.clientWidth));
    for (const gap of edits.flights()) drawFlight(area, gap);
    for (const leg of ["far", "near"]) for (const bar of edits.bars(leg)) drawBar(area, leg, bar);
    for (const one of edits.all()) drawTick(area, one, one.id === marks.chosen, edits.changed(one));
    drawNeedle(area, x(this.now));
    context.restore();
    for (const leg of ["near", "far"]) drawName(area, leg, marks.side(leg));
  }
}
