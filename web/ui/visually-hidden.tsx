import type { ReactNode } from 'react'

/** Words for those who listen, where the eye has an icon. */
export function VisuallyHidden({ children }: { readonly children: ReactNode }) {
  return <span className="sr-only">{children}</span>
}
