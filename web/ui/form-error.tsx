import type { ReactNode } from 'react'
import { Callout } from './callout.tsx'

/** What kept the whole form from being taken; nothing while there is nothing. */
export function FormError({ children, code }: { readonly children?: ReactNode; readonly code?: string | undefined }) {
  if (children === undefined || children === null || children === '') return null
  return (
    <Callout tone="danger">
      {children}
      {code !== undefined && <span className="mt-0.5 block font-mono text-small text-faint">{code}</span>}
    </Callout>
  )
}
