// The numbers of the frame that is shown, and what is said aloud.
function figures(x, decimals) {
  return x === null || x === undefined ? "–" : (Math.round(x * 10 ** decimals) / 10 ** decimals + 0).toFixed(decimals).replace("-", "−");
}

class Readout {
  constructor(view, root) {
    this.view = view;
    this.root = root;
    this.cells = [];
    this.find = (name) => root.querySelector(`[data-at="${name}"]`);
  }

  value(name, leg, k) {
    const one = this.view.scene.values.find((it) => it.name === name && it.leg === leg);
    const x = one?.numbers[k];
    return x === null || x === undefined ? "" : figures(x, one.decimals) + one.unit;
  }

  // Build the table for a scene: a row a number, near and far side by side.
  build() {
    const { scene, marks } = this.view;
    const listed = scene.values.filter((one) => one.listed);
    const names = [...new Set(listed.map((one) => one.name))];
    const body = this.find("numbers");
    body.replaceChildren();
    this.cells = [];
    for (const name of names) {
      const own = listed.filter((one) => one.name === name);
      const row = body.insertRow();
      const head = document.createElement("th");
      head.scope = "row";
      head.textContent = own[0].title;
      head.title = own[0].definition;
      row.append(head);
      for (const one of own) {
        const cell = row.insertCell();
        if (one.leg === null) cell.colSpan = 2;
        cell.dataset.value = `${name}${one.leg ? `-${one.leg}` : ""}`;
        this.cells.push([cell, one]);
      }
    }
    for (const leg of ["near", "far"]) {
      this.find(leg).textContent = capital(marks.side(leg));
    }
    this.find("remarks").textContent = listed.map((one) => one.also).filter(Boolean).join(" ");
    this.root.querySelector(".side .table").hidden = !names.length;
    this.find("last").textContent = fill(this.view.words.of, { last: scene.first + scene.t.length - 1 });
  }

  show(k) {
    const { scene, film } = this.view;
    this.find("frame").textContent = scene.first + k;
    this.find("time").textContent = scene.t[k].toFixed(3);
    for (const [cell, one] of this.cells) cell.textContent = figures(one.numbers[k], one.decimals) + (one.numbers[k] === null ? "" : one.unit);
    this.#here(k);
    this.find("unmeasured").hidden = scene.points[k] !== null;
    const slider = this.find("whole");
    slider.setAttribute("aria-valuemax", film.last);
    slider.setAttribute("aria-valuenow", k);
    if (!film.playing) slider.setAttribute("aria-valuetext", this.spoken(k));
  }

  // The finding that sent the runner here: what its card says, and what this very frame says.
  seen(finding) {
    this.finding = finding;
    this.find("seen").hidden = !finding;
    this.root.dataset.seen = finding ? "yes" : "no";
    if (!finding) return;
    this.find("seen-title").textContent = finding.title;
    this.find("seen-card").textContent = finding.measured;
    if (this.view.film.shown !== null) this.#here(this.view.film.shown);
  }

  #here(k) {
    if (this.finding) this.find("seen-here").textContent = this.#reading(this.finding, k);
  }

  #reading({ value, leg }, k) {
    const { words, marks } = this.view;
    if (value === null) return words.over_strides;
    const found = this.value(value, leg, k);
    if (!found) return words.this_frame_none;
    return fill(leg ? words.this_frame_leg : words.this_frame, { value: found, side: leg && marks.side(leg) });
  }

  spoken(k) {
    const { scene, edits, marks, words } = this.view;
    const t = scene.t[k];
    const down = ["near", "far"].filter((leg) => edits.bars(leg).some((bar) => bar.end !== null && bar.start <= t && t <= bar.end));
    const feet = down.map((leg) => marks.side(leg)).join(words.and);
    return fill(feet ? words.spoken_down : words.spoken, { frame: scene.first + k, time: t.toFixed(3), feet });
  }

  // Spoken once the film rests; while it plays nothing is.
  rest(k) { this.find("spoken").textContent = this.spoken(k); }

  say(words) { this.find("status").textContent = words; }

  chosen() {
    const one = this.view.marks.one;
    const line = this.find("chosen");
    line.textContent = one ? this.view.marks.words(one) : this.view.words.pick;
    line.dataset.empty = one ? "no" : "yes";
  }
}
