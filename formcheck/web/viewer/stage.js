// The picture's place on the screen: fitted, enlarged, moved.
const MOST = 8;

class Stage {
  constructor(element, canvas, video, redraw) {
    Object.assign(this, { element, canvas, video, redraw });
    this.width = 16;
    this.height = 9;
    this.zoom = 1;
    this.centre = null;
    this.hands = new Map();
    element.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    element.addEventListener("pointerdown", (event) => this.#down(event));
    element.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of ["pointerup", "pointercancel"]) element.addEventListener(name, (event) => this.#up(event));
    element.addEventListener("dblclick", (event) => {
      if (event.target.closest("button")) return; // + pressed twice is twice as large, not the way back
      if (this.zoom > 1) this.reset(); else this.scale(2.5, this.#inside(event));
    });
  }

  size(width, height) {
    this.width = width;
    this.height = height;
    this.element.style.aspectRatio = `${width} / ${height}`;
    this.reset();
  }

  get fit() { return Math.min(this.element.clientWidth / this.width, this.element.clientHeight / this.height); }

  reset() {
    this.zoom = 1;
    this.centre = [this.width / 2, this.height / 2];
    this.#settle();
  }

  // Enlarge, keeping what lies under a point of the stage where it is.
  scale(zoom, at = [this.element.clientWidth / 2, this.element.clientHeight / 2]) {
    const under = this.back(at);
    this.zoom = Math.max(1, Math.min(MOST, zoom));
    const now = this.back(at);
    this.centre = [0, 1].map((i) => this.centre[i] + under[i] - now[i]);
    this.#settle();
  }

  // From a point of the stage to one of the film.
  back([x, y]) {
    const s = this.fit * this.zoom;
    return [(x - this.element.clientWidth / 2) / s + this.centre[0], (y - this.element.clientHeight / 2) / s + this.centre[1]];
  }

  // Scale and offset from the film to the stage.
  place() {
    const s = this.fit * this.zoom;
    return { s, x: this.element.clientWidth / 2 - s * this.centre[0], y: this.element.clientHeight / 2 - s * this.centre[1] };
  }

  #settle() {
    const sides = [[this.element.clientWidth, this.width], [this.element.clientHeight, this.height]];
    const s = this.fit * this.zoom;
    this.centre = sides.map(([seen, whole], i) => {
      const half = seen / s / 2;
      return half * 2 >= whole ? whole / 2 : Math.max(half, Math.min(whole - half, this.centre[i]));
    });
    this.element.dataset.zoomed = this.zoom > 1 ? "yes" : "no";
    this.redraw();
  }

  resized() { if (this.centre) this.#settle(); }

  #inside(event) {
    const box = this.element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  // The wheel belongs to the page until the film has been taken hold of.
  #wheel(event) {
    const held = event.ctrlKey || event.metaKey || this.element.matches(":focus");
    const out = event.deltaY > 0 && this.zoom <= 1;
    if (!held || (out && !event.ctrlKey)) return;
    event.preventDefault();
    this.scale(this.zoom * Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), this.#inside(event));
  }

  #down(event) {
    if (event.target.closest("button")) return;
    this.element.setPointerCapture(event.pointerId);
    this.hands.set(event.pointerId, this.#inside(event));
  }

  #move(event) {
    const before = this.hands.get(event.pointerId);
    if (!before) return;
    const now = this.#inside(event);
    const others = [...this.hands].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    if (others.length) {
      const apart = (at) => Math.max(10, Math.hypot(at[0] - others[0][0], at[1] - others[0][1]));
      this.scale((this.zoom * apart(now)) / apart(before), now.map((x, i) => (x + others[0][i]) / 2));
    } else if (this.zoom > 1) {
      const s = this.fit * this.zoom;
      this.centre = this.centre.map((x, i) => x - (now[i] - before[i]) / s);
      this.#settle();
    }
    this.hands.set(event.pointerId, now);
  }

  #up(event) { this.hands.delete(event.pointerId); }
}

// Make a canvas as fine as the screen and give its pen, in the page's own pixels.
function pen(canvas) {
  const ratio = window.devicePixelRatio || 1;
  const width = Math.round(canvas.clientWidth * ratio), height = Math.round(canvas.clientHeight * ratio);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
