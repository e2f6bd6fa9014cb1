/** Brings the call page's script ahead of a call, while somebody is about to go there: on a thin line it is most of the wait. */

let asked = false;

/** Asks once; what does not come now comes with the page. */
export function bringCall(): void {
  const path = document.querySelector<HTMLMetaElement>("meta[name=call]")?.content;
  if (asked || !path) return;
  asked = true;
  fetch(path, { priority: "low" }).catch(() => undefined);
}
