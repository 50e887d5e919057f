import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
} from "@tanstack/virtual-core";
import { useEffect, useReducer, useState } from "preact/hooks";

export interface VirtualRows {
  readonly rows: readonly VirtualItem[];
  /** Height of all rows together, CSS pixels. */
  readonly height: number;
  readonly show: (index: number) => void;
}

/** Which rows of `count` equally high ones lie in the scrolled frame, with some around them. */
export function useVirtualRows(
  frame: { readonly current: HTMLElement | null },
  count: number,
  rowHeight: number,
): VirtualRows {
  const [, draw] = useReducer<number, void>((n) => n + 1, 0);
  const options = {
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    observeElementOffset,
    observeElementRect,
    scrollToFn: elementScroll,
    onChange: () => draw(),
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  virtualizer.setOptions(options);
  useEffect(() => {
    const unmount = virtualizer._didMount();
    virtualizer._willUpdate();
    return unmount;
  }, [virtualizer]);
  useEffect(() => virtualizer._willUpdate());
  return {
    rows: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    show: (index) => virtualizer.scrollToIndex(index),
  };
}
