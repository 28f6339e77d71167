'use client'

import { useRouter } from 'next/navigation'
import { useTimeZone } from 'next-intl'
import { useEffect } from 'react'

/** Tells the server the browser's time zone once, when it is not the one the page was written in. */
export function ViewerZone({ cookie }: { readonly cookie: string }): null {
  const router = useRouter()
  const written = useTimeZone()
  useEffect(() => {
    const named = new Intl.DateTimeFormat().resolvedOptions().timeZone
    // Browsers still call Vietnam's zone by its name of before 1976.
    const zone = named === 'Asia/Saigon' ? 'Asia/Ho_Chi_Minh' : named
    if (zone === written || document.cookie.includes(`${cookie}=${encodeURIComponent(zone)}`)) return
    document.cookie = `${cookie}=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`
    router.refresh()
  }, [cookie, router, written])
  return null
}
