/** Wheel, drag and pinch on the timeline, turned into a new window; a tap without movement is a tap. */
import { along, way } from "./reading.ts";
import { panned, zoomed, type Window } from "./zoom.ts";

export interface Surface {
  readonly window: Window;
  readonly total: number;
  look(window: Window): void;
  tap(event: PointerEvent): void;
}

/** Movement up to this many px is still a tap. */
const STILL = 5;
/** A wheel notch of 100 px zooms by this factor. */
const NOTCH = 1.25;

/** Listen on `element` until `signal` ends. */
export function gestures(element: HTMLElement, surface: Surface, signal: AbortSignal): void {
  const pointers = new Map<number, PointerEvent>();
  let began: { x: number; y: number } | undefined;
  const at = (x: number): number => {
    const box = element.getBoundingClientRect();
    const { from, to } = surface.window;
    return from + (along(x, box) / box.width) * (to - from);
  };
  const scale = (): number => (surface.window.to - surface.window.from) / element.clientWidth;
  const options = { signal };

  element.addEventListener(
    "wheel",
    (event) => {
      const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (!event.ctrlKey && !event.metaKey && !sideways) return;
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) {
        const factor = NOTCH ** (event.deltaY / 100);
        surface.look(zoomed(surface.window, factor, at(event.clientX), surface.total));
      } else {
        surface.look(panned(surface.window, (event.deltaX * way() || event.deltaY) * scale(), surface.total));
      }
    },
    { signal, passive: false },
  );
  element.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0) return;
      pointers.set(event.pointerId, event);
      began = pointers.size === 1 ? { x: event.clientX, y: event.clientY } : undefined;
    },
    options,
  );
  element.addEventListener(
    "pointermove",
    (event) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const other = [...pointers.values()].find((p) => p.pointerId !== event.pointerId);
      if (other) {
        const wide = (p: PointerEvent): number => Math.max(20, Math.abs(p.clientX - other.clientX));
        const middle = at((event.clientX + other.clientX) / 2);
        surface.look(zoomed(surface.window, wide(before) / wide(event), middle, surface.total));
      } else if (!began || Math.abs(event.clientX - began.x) > STILL) {
        began = undefined;
        if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId);
        surface.look(panned(surface.window, (before.clientX - event.clientX) * way() * scale(), surface.total));
      }
      pointers.set(event.pointerId, event);
    },
    options,
  );
  const end = (event: PointerEvent): void => {
    pointers.delete(event.pointerId);
    if (began && event.type === "pointerup") surface.tap(event);
    began = undefined;
  };
  element.addEventListener("pointerup", end, options);
  element.addEventListener("pointercancel", end, options);
}
