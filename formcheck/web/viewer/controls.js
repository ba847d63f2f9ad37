// Buttons and keys: each thing that can be done has one name, and both call it.
const ACTIONS = {
  play: (view) => view.film.toggle(),
  step: (view, by) => view.goto(view.film.target + Number(by)),
  home: (view) => view.goto(0),
  end: (view) => view.goto(view.film.last),
  speed: (view, rate) => view.speed(Number(rate)),
  event: (view, way) => view.marks.jump(null, Number(way)),
  contact: (view, way) => view.marks.jump("initial_contact", Number(way)),
  toeoff: (view, way) => view.marks.jump("toe_off", Number(way)),
  frame: (view, frame) => view.goto(Number(frame) - view.scene.first),
  zoom: (view, by) => (Number(by) ? view.stage.scale(view.stage.zoom * Number(by)) : view.stage.reset()),
  save: (view) => view.save(),
  nudge: (view, frames) => view.marks.nudge(Number(frames)),
  remove: (view) => view.marks.remove(),
  add: (view, leg, kind) => view.marks.add(leg, kind),
  turn: (view, way) => view.marks.turn(Number(way)),
  line: (view, name) => view.line(name),
};

// Key, and what it does; the last that is held (Shift) comes first.
const KEYS = {
  "Shift+ArrowLeft": "step:-10", "Shift+ArrowRight": "step:10", ArrowLeft: "step:-1", ArrowRight: "step:1",
  ArrowUp: "event:-1", ArrowDown: "event:1", Home: "home", End: "end", Space: "play",
  KeyC: "contact:1", "Shift+KeyC": "contact:-1", KeyT: "toeoff:1", "Shift+KeyT": "toeoff:-1",
  Comma: "nudge:-0.25", Period: "nudge:0.25", "Shift+Comma": "nudge:-1", "Shift+Period": "nudge:1",
  Delete: "remove", Backspace: "remove", "Control+KeyZ": "turn:-1", "Control+Shift+KeyZ": "turn:1", "Control+KeyY": "turn:1",
  Digit0: "zoom:0", Equal: "zoom:1.4", "Shift+Equal": "zoom:1.4", NumpadAdd: "zoom:1.4", Minus: "zoom:0.714", NumpadSubtract: "zoom:0.714",
};

function act(view, words) {
  const [name, ...rest] = words.split(":");
  ACTIONS[name]?.(view, ...rest);
}

function listen(view, root) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) act(view, button.dataset.do);
  });
  root.addEventListener("keydown", (event) => {
    if (event.altKey) return;
    if (event.key === "Escape") return view.marks.choose(null);
    const held = `${event.ctrlKey || event.metaKey ? "Control+" : ""}${event.shiftKey ? "Shift+" : ""}`;
    const words = KEYS[held + event.code];
    const button = event.target.closest("button, summary");
    if (!words || (button && (words === "play" || words.startsWith("event:")))) return; // a button keeps its own keys
    event.preventDefault();
    act(view, words);
  });
}
