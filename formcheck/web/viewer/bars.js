// How the timeline's parts look. Near is solid, far is hatched and dashed, so that colour is never alone.
const TRIANGLE = 5;

function drawScale({ context, x, ink, width, words }, t) {
  context.strokeStyle = context.fillStyle = ink.quiet;
  context.font = "11px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.lineWidth = 1;
  context.beginPath();
  let last = -Infinity;
  for (let k = 0; k < t.length; k++) {
    const at = x(t[k]);
    if (at < GUTTER - 10 || at > width + 20) continue;
    const tenth = Math.floor(t[k] * 10 + 1e-6) !== Math.floor((t[k - 1] ?? -1) * 10 + 1e-6);
    context.moveTo(at, 20);
    context.lineTo(at, tenth ? 14 : 17);
    if (tenth && at - last > 44) {
      context.fillText(fill(words.seconds, { s: t[k].toFixed(1) }), at, 11);
      last = at;
    }
  }
  context.stroke();
}

function drawWindow({ context, x, ink, height }, from, to) {
  context.fillStyle = ink.soft;
  context.strokeStyle = ink.line;
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(x(from), 0.5, x(to) - x(from), height - 1, 4);
  context.fill();
  context.stroke();
}

function drawFlight({ context, rows, x, fine, ink, slower, words }, { start, end }) {
  const top = rows.near[0], high = rows.far[0] + rows.far[1] - top;
  const from = x(start), wide = x(end) - from;
  context.fillStyle = ink.flight;
  context.fillRect(from, top, wide, high);
  if (!fine || wide < 40) return;
  const ms = slower ? fill(words.milliseconds, { ms: Math.round((1000 * (end - start)) / slower) }) : "";
  context.fillStyle = ink.quiet;
  context.font = "10.5px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(wide > 84 ? fill(words.flight, { ms }) : ms, from + wide / 2, (rows.near[0] + rows.near[1] + rows.far[0]) / 2);
}

function drawBar({ context, rows, x, fine, ink, slower, words }, leg, { start, end }) {
  const [top, high] = rows[leg];
  const from = x(start), wide = Math.max(2, (end === null ? from + 14 : x(end)) - from);
  const far = leg === "far", round = fine ? 4 : 2;
  context.beginPath();
  context.roundRect(from, top, wide, high, round);
  context.fillStyle = far ? ink.farSoft : ink.near;
  context.globalAlpha = end === null ? 0.4 : 1;
  context.fill();
  if (far) {
    context.save();
    context.clip();
    context.strokeStyle = ink.far;
    context.lineWidth = 1;
    context.globalAlpha *= 0.55;
    context.beginPath();
    for (let at = from - high; at < from + wide; at += fine ? 7 : 4) {
      context.moveTo(at, top + high);
      context.lineTo(at + high, top);
    }
    context.stroke();
    context.restore();
    context.strokeStyle = ink.far;
    context.lineWidth = fine ? 1.5 : 1;
    context.setLineDash(fine ? [5, 3] : []);
    context.beginPath();
    context.roundRect(from, top, wide, high, round);
    context.stroke();
    context.setLineDash([]);
  }
  context.globalAlpha = 1;
  if (!fine || end === null || wide < 52 || !slower) return;
  const ms = fill(words.milliseconds, { ms: Math.round((1000 * (end - start)) / slower) });
  context.font = "600 12px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  if (far) {
    context.fillStyle = ink.back;
    const half = context.measureText(ms).width / 2 + 4;
    context.beginPath();
    context.roundRect(from + wide / 2 - half, top + high / 2 - 8, 2 * half, 16, 4);
    context.fill();
  }
  context.fillStyle = far ? ink.text : ink.onNear;
  context.fillText(ms, from + wide / 2, top + high / 2 + 0.5);
}

// A contact points down on its bar's beginning, a toe-off up from its end.
function drawTick({ context, rows, x, fine, ink, width }, one, chosen, changed) {
  const at = x(one.now), [top, high] = rows[one.leg];
  if (at < GUTTER - 20 || at > width + 20 || (!fine && !chosen && !changed)) return;
  const colour = chosen ? ink.accent : one.leg === "near" ? ink.nearEdge : ink.far;
  const reach = fine ? 4 : 2;
  if (fine && changed && one.was !== null) {
    context.strokeStyle = ink.quiet;
    context.lineWidth = 1;
    context.setLineDash([2, 2]);
    context.beginPath();
    context.moveTo(x(one.was), top - reach);
    context.lineTo(x(one.was), top + high + reach);
    context.stroke();
    context.setLineDash([]);
  }
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = chosen ? 3 : 2;
  context.beginPath();
  context.moveTo(at, top - reach);
  context.lineTo(at, top + high + reach);
  context.stroke();
  if (!fine) return;
  const down = one.kind === "initial_contact", size = chosen ? TRIANGLE + 2 : TRIANGLE;
  const base = down ? top - reach - 1 : top + high + reach + 1, tip = down ? base + size + 1 : base - size - 1;
  context.beginPath();
  context.moveTo(at - size, base);
  context.lineTo(at + size, base);
  context.lineTo(at, tip);
  context.closePath();
  context.fill();
  if (!changed) return;
  context.beginPath();
  context.arc(at, top + high / 2, 3.5, 0, 2 * Math.PI);
  context.fillStyle = ink.back;
  context.fill();
  context.stroke();
}

function drawNeedle({ context, ink, height, fine }, at) {
  context.strokeStyle = context.fillStyle = ink.needle;
  context.lineWidth = fine ? 2 : 1.5;
  context.beginPath();
  context.moveTo(at, 0);
  context.lineTo(at, height);
  context.stroke();
  if (!fine) return;
  context.beginPath();
  context.moveTo(at - 5, 0);
  context.lineTo(at + 5, 0);
  context.lineTo(at, 7);
  context.closePath();
  context.fill();
}

function drawName({ context, rows, fine, ink, words }, leg, side) {
  const [top, high] = rows[leg];
  context.fillStyle = ink.text;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.font = `600 ${fine ? 13 : 11}px system-ui, sans-serif`;
  context.fillText(capital(side), 0, top + high / 2 - (fine ? 6 : 0));
  if (!fine) return;
  context.fillStyle = ink.quiet;
  context.font = "11px system-ui, sans-serif";
  context.fillText(words[leg], 0, top + high / 2 + 8);
}
