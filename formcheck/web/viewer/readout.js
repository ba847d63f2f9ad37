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
    const names = [...new Set(scene.values.map((one) => one.name))];
    const body = this.find("numbers");
    body.replaceChildren();
    this.cells = [];
    for (const name of names) {
      const own = scene.values.filter((one) => one.name === name);
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
      const side = marks.side(leg);
      this.find(leg).textContent = side[0].toUpperCase() + side.slice(1);
    }
    this.root.querySelector(".side .table").hidden = !names.length;
    this.find("last").textContent = `of ${scene.first + scene.t.length - 1}`;
  }

  show(k) {
    const { scene, film } = this.view;
    this.find("frame").textContent = scene.first + k;
    this.find("time").textContent = scene.t[k].toFixed(3);
    for (const [cell, one] of this.cells) cell.textContent = figures(one.numbers[k], one.decimals) + (one.numbers[k] === null ? "" : one.unit);
    this.find("unmeasured").hidden = scene.points[k] !== null;
    const slider = this.find("whole");
    slider.setAttribute("aria-valuemax", film.last);
    slider.setAttribute("aria-valuenow", k);
    if (!film.playing) slider.setAttribute("aria-valuetext", this.spoken(k));
  }

  spoken(k) {
    const { scene, edits, marks } = this.view;
    const t = scene.t[k];
    const down = ["near", "far"].filter((leg) => edits.bars(leg).some((bar) => bar.end !== null && bar.start <= t && t <= bar.end));
    const feet = down.length ? `${down.map((leg) => marks.side(leg)).join(" and ")} foot on the ground` : "";
    return [`Frame ${scene.first + k}`, `${t.toFixed(3)} seconds`, feet].filter(Boolean).join(", ");
  }

  // Spoken once the film rests; while it plays nothing is.
  rest(k) { this.find("spoken").textContent = this.spoken(k); }

  say(words) { this.find("status").textContent = words; }

  chosen() {
    const one = this.view.marks.one;
    const line = this.find("chosen");
    line.textContent = one ? this.view.marks.words(one) : "Pick a footstep on the strip to move it.";
    line.dataset.empty = one ? "no" : "yes";
  }
}
