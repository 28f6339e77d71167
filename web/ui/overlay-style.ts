/** The panel of everything that floats over the page. */
export const overlayPanel = 'z-50 animate-appear rounded-control border border-line bg-surface text-body text-ink shadow-pop'

/** One line of a menu or list of choices. */
export const overlayItem =
  'flex cursor-pointer items-center gap-2.5 rounded-control px-3 py-2 outline-none select-none data-disabled:pointer-events-none data-disabled:opacity-50 data-highlighted:bg-jade-wash data-highlighted:text-jade-ink [&_svg]:size-[1.125rem] [&_svg]:shrink-0'
