/** Keys to press together. */
export function Kbd({ keys }: { readonly keys: readonly string[] }) {
  return (
    <span className="inline-flex gap-1">
      {keys.map((key) => (
        <kbd key={key} className="inline-flex h-5 min-w-5 items-center justify-center rounded-tag border border-line-strong bg-surface px-1 font-sans text-small font-medium text-quiet">
          {key}
        </kbd>
      ))}
    </span>
  )
}
