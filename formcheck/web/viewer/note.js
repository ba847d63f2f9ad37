// Passes on what Python asks for between runs (a jump) and what it knows (corrections), a few bytes at a time.
export default function ({ data }) {
  (window.__formcheckNotes ??= new Map()).set(data.viewer, data);
  window.dispatchEvent(new CustomEvent("formcheck-note", { detail: data.viewer }));
}
