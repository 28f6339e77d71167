'use client'

import NextLink, { useLinkStatus } from 'next/link'
import { useLayoutEffect, type ComponentProps } from 'react'
import { startLeaving } from './leaving.ts'

/**
 * A way to another page within the portal. Nothing is fetched before it is taken: a list has a link in every row, and every
 * one of them would be asked for over the hospital's line while the list is still being read. A file is fetched by the browser
 * alone: whoever takes a document out is written down, and must have wanted it.
 */
export function Link({ children, ...rest }: ComponentProps<typeof NextLink>) {
  const { href } = rest
  if (typeof href === 'string' && href.startsWith('/api/')) return <a {...rest} href={href}>{children}</a>
  return (
    <NextLink prefetch={false} {...rest}>
      {children}
      <Leaving />
    </NextLink>
  )
}

function Leaving(): null {
  const { pending } = useLinkStatus()
  useLayoutEffect(() => (pending ? startLeaving() : undefined), [pending])
  return null
}
