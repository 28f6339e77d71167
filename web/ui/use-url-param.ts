'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useCallback, useTransition } from 'react'

type SetUrlParam = (values: readonly string[]) => void

/**
 * The values of one query parameter, and how to set them. Setting replaces the address and starts at
 * page one, since another filter makes another list.
 */
export function useUrlParam(param: string): readonly [readonly string[], SetUrlParam, boolean] {
  const router = useRouter()
  const pathname = usePathname()
  const search = useSearchParams()
  const [pending, startTransition] = useTransition()
  const set = useCallback<SetUrlParam>(
    (values) => {
      const next = new URLSearchParams(search)
      next.delete(param)
      if (param !== 'page') next.delete('page')
      for (const value of values) if (value !== '') next.append(param, value)
      const query = next.toString()
      startTransition(() => router.replace(query === '' ? pathname : `${pathname}?${query}`, { scroll: false }))
    },
    [param, pathname, router, search],
  )
  return [search.getAll(param), set, pending]
}
