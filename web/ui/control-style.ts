/** The look of everything that is typed into or chosen from. */
export const controlStyle =
  'block w-full rounded-control border border-line-control bg-surface px-3 text-body text-ink placeholder:text-faint hover:border-quiet focus-visible:border-jade-ink focus-visible:outline-offset-0 disabled:bg-sunken disabled:text-quiet aria-invalid:border-danger [&:is(input,textarea):read-only]:bg-sunken'
