// The lines over the film. Places are given in its pixels; `place` tells where it lies on the canvas.
const INK = { near: "#ffaa40", far: "#a8ceee", trunk: "#7ef0b0", plumb: "#f5f6f8", unsure: "#a8acb2", reach: "#ff70be", belt: "#e8d98a" };
const CHAINS = [["shoulder", "elbow", "wrist"], ["hip", "knee", "ankle"], ["ankle", "heel", "toe", "ankle"]];
const HALO = "rgba(10, 14, 18, .55)";

class Lines {
  constructor(scene, edits, value) { Object.assign(this, { scene, edits, value }); }

  // `on` holds the names of the lines wanted; `unit` is the width of a normal line.
  draw(context, k, on, place, unit) {
    Object.assign(this, { context, on, place, unit, k });
    this.tags = [];
    context.save();
    context.beginPath();
    context.rect(place.x, place.y, place.s * this.scene.width, place.s * this.scene.height);
    context.clip();
    if (this.scene.belt && on.has("belt")) this.#belt();
    if (this.scene.points[k]) this.#body();
    context.restore();
  }

  #body() {
    const on = this.on;
    const side = this.scene.side_view;
    if (side && on.has("trail")) this.#trails();
    if (side && on.has("plumb")) this.#plumb();
    if (on.has("skeleton")) this.#skeleton();
    if (side && on.has("reach")) this.#reach();
    if (side && on.has("trunk")) this.#trunk();
    if (side && on.has("angles")) this.#angles();
    for (const tag of this.tags) this.#tag(...tag);
  }

  joint(joint, leg, k = this.k) {
    const flat = this.scene.points[k];
    const i = 2 * (this.scene.joints.indexOf(joint) + (leg === "far" ? this.scene.joints.length : 0));
    return flat && flat[i] !== null && flat[i + 1] !== null ? [flat[i], flat[i + 1]] : null;
  }

  middle(joint) {
    const near = this.joint(joint, "near"), far = this.joint(joint, "far");
    return near && far ? [(near[0] + far[0]) / 2, (near[1] + far[1]) / 2] : null;
  }

  nose() {
    const [x, y] = this.scene.points[this.k].slice(-2);
    return x === null || y === null ? null : [x, y];
  }

  // How far straight below a point the lower edge of a foot lies.
  below(start, leg) {
    const up = this.scene.up;
    const drops = ["heel", "toe", "ankle"].map((one) => this.joint(one, leg)).filter(Boolean)
      .map((at) => (start[0] - at[0]) * up[0] + (start[1] - at[1]) * up[1]);
    return drops.length ? Math.max(...drops) : null;
  }

  #along(from, length) { return [from[0] + length * this.scene.up[0], from[1] + length * this.scene.up[1]]; }

  line(points, colour, width = 1, dash = null) {
    const { context, place, unit } = this;
    const runs = [[]];
    for (const at of points) if (at) runs[runs.length - 1].push(at); else runs.push([]);
    context.lineCap = dash ? "butt" : "round";
    context.lineJoin = "round";
    for (const [stroke, wide] of [[HALO, width * unit + 2], [colour, width * unit]]) {
      context.strokeStyle = stroke;
      context.lineWidth = wide;
      context.setLineDash(dash ? dash.map((one) => one * unit) : []);
      for (const run of runs.filter((one) => one.length > 1)) {
        context.beginPath();
        run.forEach(([x, y], i) => context[i ? "lineTo" : "moveTo"](place.x + place.s * x, place.y + place.s * y));
        context.stroke();
      }
    }
    context.setLineDash([]);
  }

  dot(at, colour, radius) {
    if (!at) return;
    const { context, place, unit } = this;
    context.beginPath();
    context.arc(place.x + place.s * at[0], place.y + place.s * at[1], radius * unit, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.strokeStyle = HALO;
    context.lineWidth = 1.5;
    context.fill();
    context.stroke();
  }

  #legs() { return this.on.has("near") ? ["near"] : ["far", "near"]; }

  #skeleton() {
    for (const leg of this.#legs()) {
      const far = leg === "far";
      for (const chain of this.scene.side_view ? CHAINS : [...CHAINS, ["shoulder", "hip"]])
        this.line(chain.map((one) => this.joint(one, leg)), INK[leg], far ? 0.8 : 1, far ? [4, 2.5] : null);
      for (const one of ["elbow", "wrist", "knee", "ankle"]) this.dot(this.joint(one, leg), INK[leg], far ? 1 : 1.3);
    }
    if (this.scene.side_view) this.line([this.middle("shoulder"), this.joint("ear", "near"), this.nose()], INK.near, 0.8);
  }

  #plumb() {
    const hip = this.middle("hip"), shoulder = this.middle("shoulder");
    if (!hip || !shoulder) return;
    const up = this.scene.up;
    const above = 1.3 * ((shoulder[0] - hip[0]) * up[0] + (shoulder[1] - hip[1]) * up[1]);
    const lows = ["near", "far"].map((leg) => this.below(hip, leg)).filter((one) => one !== null);
    if (!lows.length) return;
    const sure = this.scene.level_known;
    this.line([this.#along(hip, above), this.#along(hip, -Math.max(...lows))], sure ? INK.plumb : INK.unsure, 0.7, sure ? null : [3, 3]);
  }

  #trunk() {
    const hip = this.middle("hip"), shoulder = this.middle("shoulder");
    this.line([hip, shoulder], INK.trunk, 1.2);
    this.dot(hip, INK.trunk, 1.6);
    this.dot(shoulder, INK.trunk, 1.3);
  }

  // From the hip straight down, along the ground to the ankle's foot, and up to the ankle.
  #reach() {
    const leg = this.on.has("near") ? "near" : this.edits.leading(this.scene.t[this.k]);
    const hip = this.middle("hip"), ankle = this.joint("ankle", leg);
    const down = hip && this.below(hip, leg);
    if (!ankle || down === null) return;
    const up = this.scene.up;
    const rise = (hip[0] - ankle[0]) * up[0] + (hip[1] - ankle[1]) * up[1];
    const ground = this.#along(hip, -down), under = this.#along(ankle, rise - down);
    this.line([hip, ground], INK.reach, 0.8);
    this.line([ground, under], INK.reach, 1.4);
    this.line([under, ankle], INK.reach, 0.6, [2, 2]);
    const words = this.value("foot_ahead", leg, this.k);
    if (words) this.tags.push([words, [(ground[0] + under[0]) / 2, (ground[1] + under[1]) / 2], INK.reach, [0, 1.5]]);
  }

  #trails() {
    const t = this.scene.t;
    let start = this.k;
    while (start > 0 && t[this.k] - t[start - 1] <= (this.scene.stride_s ?? 0)) start--;
    const frames = Array.from({ length: this.k - start + 1 }, (_, i) => start + i);
    for (const leg of this.#legs())
      this.line(frames.map((k) => this.joint("ankle", leg, k)), INK[leg], 0.55, leg === "far" ? [3, 3] : null);
  }

  #belt() {
    const { at, ahead } = this.scene.belt;
    const long = 2 * this.scene.width;
    this.line([-1, 1].map((way) => at.map((x, i) => x + way * long * ahead[i])), INK.belt, 0.6, [6, 3]);
  }

  #angles() {
    const hip = this.middle("hip"), shoulder = this.middle("shoulder");
    const from = (a, b) => a && b && [b[0] - a[0], b[1] - a[1]];
    const forward = this.scene.ahead || 1;
    this.#arc(hip, this.scene.up, from(hip, shoulder), 0.7, INK.trunk, this.value("trunk_lean", null, this.k), [2.4 * forward, 0]);
    for (const leg of this.#legs()) {
      const own = this.joint("hip", leg), knee = this.joint("knee", leg), ankle = this.joint("ankle", leg);
      const dash = leg === "far" ? [2, 2] : null;
      this.#arc(knee, from(own, knee), from(knee, ankle), 0.45, INK[leg], this.value("knee_flexion", leg, this.k), [2 * forward, 0], dash);
      if (leg === "near")
        this.#arc(knee, this.scene.up.map((x) => -x), from(knee, ankle), 0.8, INK.plumb, this.value("shank_angle", leg, this.k), [-2 * forward, 0.6], [2, 2]);
    }
  }

  // The short way round from one direction to another, at a share of the second one's length.
  #arc(centre, start, end, share, colour, words, aside, dash = null) {
    if (!centre || !start || !end) return;
    const radius = share * Math.hypot(...end);
    const first = Math.atan2(start[1], start[0]);
    const turn = ((Math.atan2(end[1], end[0]) - first + 3 * Math.PI) % (2 * Math.PI)) - Math.PI;
    const at = (share) => [centre[0] + radius * Math.cos(first + turn * share), centre[1] + radius * Math.sin(first + turn * share)];
    this.line(Array.from({ length: 25 }, (_, i) => at(i / 24)), colour, 0.6, dash);
    this.line([centre, [centre[0] + (radius * start[0]) / Math.hypot(...start), centre[1] + (radius * start[1]) / Math.hypot(...start)]], colour, 0.4, [2, 2]);
    if (words) this.tags.push([words, at(0.5), colour, aside]);
  }

  // Words on a dark plate, `aside` letters away.
  #tag(words, at, colour, aside) {
    const { context, place, unit } = this;
    const letter = 4.4 * unit + 2;
    const x = place.x + place.s * at[0] + aside[0] * letter, y = place.y + place.s * at[1] + aside[1] * letter;
    context.font = `600 ${letter}px system-ui, sans-serif`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    const wide = context.measureText(words).width + letter * 0.9;
    context.fillStyle = "rgba(12, 16, 20, .78)";
    context.beginPath();
    context.roundRect(x - wide / 2, y - letter * 0.75, wide, letter * 1.5, letter * 0.4);
    context.fill();
    context.fillStyle = colour;
    context.fillText(words, x, y + letter * 0.06);
  }
}
