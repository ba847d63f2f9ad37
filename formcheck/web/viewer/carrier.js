// Takes the film's bytes once and offers them to the viewer of the same page under an address of the page's own.
export default function ({ data, parentElement }) {
  const head_length = new DataView(data.buffer, data.byteOffset, 4).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(data.subarray(4, 4 + head_length)));
  const films = (window.__formcheckFilms ??= new Map());
  let entry = films.get(head.viewer);
  if (entry?.film !== head.film) {
    if (entry) URL.revokeObjectURL(entry.url);
    const film = new Blob([data.subarray(4 + head_length)], { type: "video/mp4" });
    entry = { film: head.film, url: URL.createObjectURL(film), users: entry?.users ?? new Set() };
    films.set(head.viewer, entry);
    window.dispatchEvent(new CustomEvent("formcheck-film", { detail: head.viewer }));
  }
  entry.users.add(parentElement);
  return () => {
    const last = films.get(head.viewer);
    if (!last) return;
    last.users.delete(parentElement);
    if (last.users.size) return;
    URL.revokeObjectURL(last.url);
    films.delete(head.viewer);
  };
}
