import type { ReactNode } from 'react'

/** On paper and not on the screen. */
export function PrintOnly({ children }: { readonly children: ReactNode }) {
  return <div className="hidden print:block">{children}</div>
}

/** On the screen and not on paper. */
export function NoPrint({ children }: { readonly children: ReactNode }) {
  return <div className="contents print:hidden">{children}</div>
}
