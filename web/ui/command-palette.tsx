'use client'

import { Command } from 'cmdk'
import { LoaderCircle, Search } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useTranslations } from 'next-intl'
import { useEffect, useState, type ReactNode } from 'react'
import { Kbd } from './kbd.tsx'
import { matchesWithoutMarks } from './vietnamese-name.ts'

export interface PaletteEntry {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly icon?: ReactNode
  readonly onPick: () => void
}
export interface PaletteGroup {
  readonly heading: string
  readonly entries: readonly PaletteEntry[]
}

interface CommandPaletteProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** Always at hand; filtered here without diacritics. */
  readonly groups: readonly PaletteGroup[]
  /** Asks the server for more, once the typing rests. */
  readonly search?: (text: string) => Promise<readonly PaletteGroup[]>
  readonly placeholder: string
}

const pauseMs = 200
const noGroups: readonly PaletteGroup[] = []

function useFoundGroups(text: string, search: CommandPaletteProps['search']) {
  const [answer, setAnswer] = useState<{ readonly text: string; readonly groups: readonly PaletteGroup[] }>()
  const wanted = text.trim()
  useEffect(() => {
    if (!search || wanted.length < 2) return
    let stale = false
    const timer = setTimeout(() => {
      search(wanted).then((groups) => !stale && setAnswer({ text: wanted, groups }), () => !stale && setAnswer({ text: wanted, groups: [] }))
    }, pauseMs)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [wanted, search])
  const asked = search !== undefined && wanted.length >= 2
  return { found: asked ? (answer?.groups ?? noGroups) : noGroups, searching: asked && answer?.text !== wanted }
}

/** One line to reach a patient, a case, a person or a page. */
export function CommandPalette({ open, onOpenChange, groups, search, placeholder }: CommandPaletteProps) {
  const t = useTranslations('ui')
  const [text, setText] = useState('')
  const { found, searching } = useFoundGroups(text, search)
  const own = groups
    .map((group) => ({ ...group, entries: group.entries.filter((entry) => matchesWithoutMarks(`${entry.label} ${entry.hint ?? ''}`, text)) }))
    .filter((group) => group.entries.length > 0)
  const close = (): void => {
    setText('')
    onOpenChange(false)
  }
  return (
    <Dialog.Root open={open} onOpenChange={(next) => (next ? onOpenChange(true) : close())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-overlay" />
        <Dialog.Content aria-describedby={undefined} className="fixed inset-x-4 top-[12vh] z-50 focus:outline-none mx-auto max-w-xl animate-rise overflow-hidden rounded-card bg-surface text-ink shadow-pop">
          <Dialog.Title className="sr-only">{placeholder}</Dialog.Title>
          <Command shouldFilter={false} loop label={placeholder}>
            <div className="flex items-center gap-3 border-b border-line px-4">
              {searching ? <LoaderCircle aria-hidden className="size-5 animate-spin text-quiet" /> : <Search aria-hidden className="size-5 text-quiet" />}
              <Command.Input value={text} onValueChange={setText} placeholder={placeholder} className="h-14 w-full bg-transparent text-lead placeholder:text-faint focus-visible:outline-none" />
              <Kbd keys={['Esc']} />
            </div>
            <Command.List className="max-h-[50vh] overflow-y-auto p-2">
              {!searching && own.length + found.length === 0 && <p className="py-8 text-center text-quiet">{t('nothingFound')}</p>}
              {[...found, ...own].map((group) => (
                <Command.Group key={group.heading} heading={group.heading} className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-dense [&_[cmdk-group-heading]]:text-quiet">
                  {group.entries.map((entry) => (
                    <Command.Item
                      key={entry.id}
                      value={entry.id}
                      onSelect={() => { close(); entry.onPick() }}
                      className="flex cursor-pointer items-center gap-3 rounded-control px-3 py-2 select-none data-[selected=true]:bg-jade-wash data-[selected=true]:text-jade-ink [&_svg]:size-[1.125rem] [&_svg]:shrink-0"
                    >
                      {entry.icon}
                      <span className="min-w-0 flex-1 truncate">{entry.label}</span>
                      {entry.hint !== undefined && <span className="text-dense text-quiet">{entry.hint}</span>}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
