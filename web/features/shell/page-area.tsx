'use client'

import type { ReactNode } from 'react'
import { useLeaving } from '#web/ui/leaving.ts'
import { Skeleton, SkeletonRows } from '#web/ui/skeleton.tsx'

/**
 * The page, and the shape of the next one while that is waited for. Not a `loading.tsx`: the server would send the shape with
 * every first load as well, and the browser shows what comes in its place a third of a second later at the earliest.
 */
export function PageArea({ children }: { readonly children: ReactNode }) {
  const leaving = useLeaving()
  return (
    <>
      {leaving && <ComingPage />}
      <div className={leaving ? 'hidden' : 'contents'}>{children}</div>
    </>
  )
}

function ComingPage() {
  return (
    <>
      <Skeleton className="mb-2 h-5 w-32" />
      <Skeleton className="mb-6 h-9 w-80 max-w-full" />
      <div className="rounded-card border border-line bg-surface"><SkeletonRows rows={8} /></div>
    </>
  )
}
