'use client'

import { Search, UserRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import type { StaffRole } from '#core/directory/actor.ts'
import type { ActionAnswer } from '#web/server/action.ts'
import type { PaletteGroup } from '#web/ui/command-palette.tsx'
import { Kbd } from '#web/ui/kbd.tsx'
import { makePart } from '#web/ui/part.tsx'
import { reachablePages } from './navigation.ts'

/** What a search across the portal finds; answered by a server action. */
export interface FoundGroup {
  readonly heading: string
  readonly entries: readonly { readonly id: string; readonly label: string; readonly hint?: string; readonly href: string }[]
}
export type FindInPortal = (input: { readonly text: string }) => Promise<ActionAnswer<readonly FoundGroup[]>>

interface PortalSearchProps {
  readonly roles: readonly StaffRole[]
  readonly find?: FindInPortal | undefined
}

const [Palette, reachPalette] = makePart(() => import('#web/ui/command-palette.tsx').then((part) => part.CommandPalette))

function useCtrlK(toggle: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      toggle()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [toggle])
}

/** Ctrl K: one line to reach a patient, a case, a person or a page. */
export function PortalSearch({ roles, find }: PortalSearchProps) {
  const t = useTranslations('shell')
  const router = useRouter()
  const [open, setOpen] = useState(false)
  useCtrlK(useCallback(() => setOpen((before) => !before), []))
  const pages: PaletteGroup = {
    heading: t('mainPages'),
    entries: [
      ...reachablePages(roles).map(({ id, href, icon: Icon }) => ({ id, label: t(`navigation.${id}`), icon: <Icon aria-hidden />, onPick: () => router.push(href) })),
      { id: 'account', label: t('account'), icon: <UserRound aria-hidden />, onPick: () => router.push('/account') },
    ],
  }
  const search = useCallback(
    async (text: string): Promise<readonly PaletteGroup[]> => {
      const answer = await find?.({ text })
      if (answer?.ok !== true) return []
      return answer.value.map(({ heading, entries }) => ({
        heading,
        entries: entries.map(({ href, ...entry }) => ({ ...entry, onPick: () => router.push(href) })),
      }))
    },
    [find, router],
  )
  const words = find ? t('searchAll') : t('searchPages')
  return (
    <>
      <button
        type="button"
        onPointerEnter={reachPalette}
        onFocus={reachPalette}
        onClick={() => setOpen(true)}
        className="flex h-10 items-center gap-2.5 rounded-control border border-line-strong bg-surface px-3 text-quiet hover:border-jade-ink max-xl:w-10 max-xl:justify-center max-xl:px-0 xl:w-full xl:max-w-80"
      >
        <Search aria-hidden className="size-[1.125rem] shrink-0" />
        <span className="min-w-0 flex-1 truncate text-left text-dense max-xl:sr-only">{words}</span>
        <span aria-hidden className="max-xl:hidden"><Kbd keys={['Ctrl', 'K']} /></span>
      </button>
      <Palette wanted={open} onLost={() => setOpen(false)} given={{ open, onOpenChange: setOpen, groups: [pages], placeholder: words, ...(find && { search }) }} />
    </>
  )
}
