'use client'

import { Equal, NotebookTabs, SquareArrowOutUpRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { longestNote, withUnchanged } from '#core/round/round.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { Field } from '#web/ui/field.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { Popover } from '#web/ui/popover.tsx'
import { Textarea } from '#web/ui/textarea.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { openConsult, writeNote } from './actions.ts'
import type { StopFacts } from './present-round.ts'

/** How long a hand must rest before what it wrote is kept, in milliseconds. */
const rest = 900

type Keeping = 'kept' | 'writing' | 'failed'

const isDue = ({ current }: RefObject<string | null>): boolean => current !== null

/** What the writer has typed, kept by itself on the server: nothing of a patient may wait in a browser. */
function useNote(round: string, { case: id, note }: Pick<StopFacts, 'case' | 'note'>) {
  const refusal = useRefusal()
  const [text, setText] = useState(note?.text ?? '')
  const [keeping, setKeeping] = useState<Keeping>('kept')
  /** What the server has not been told yet. */
  const due = useRef<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const keep = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current)
    const written = due.current
    if (written === null) return
    due.current = null
    const answer = await writeNote({ round, case: id, text: written }).catch(() => ({ ok: false, code: 'wire.disconnected' }) as const)
    if (answer.ok) {
      setKeeping((now) => (isDue(due) ? now : 'kept'))
      return
    }
    // Tried again as soon as the hand rests, the field is left or the note is closed.
    due.current ??= written
    setKeeping('failed')
    notify.error(refusal(answer.code), { code: answer.code })
  }, [round, id, refusal])
  const write = (next: string): void => {
    due.current = next
    setText(next)
    setKeeping('writing')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void keep(), rest)
  }
  // Whoever goes on to the next patient in the middle of a word leaves it written.
  const keepLast = useRef(keep)
  useEffect(() => {
    keepLast.current = keep
  }, [keep])
  useEffect(() => () => void keepLast.current(), [])
  return { text, keeping, write, keepNow: () => void keep() }
}

interface RoundNoteProps {
  readonly round: string
  readonly stop: StopFacts
}

/** Three lines before a patient, kept as they are written; the treating side makes a consult of them. */
export function RoundNote({ round, stop }: RoundNoteProps) {
  const t = useTranslations('room.round')
  const { text, keeping, write, keepNow } = useNote(round, stop)
  const isWritten = text.trim() !== ''
  const unchanged = stop.mayNote ? withUnchanged(text) : null
  return (
    <Popover label={t('note')} align="end" className="w-96 max-w-[calc(100vw-1rem)]" onOpenChange={(open) => !open && keepNow()} trigger={<Button size="sm" icon={<NotebookTabs />}>{t(isWritten ? 'noteWritten' : 'note')}</Button>}>
      <div className="grid gap-3">
        {stop.mayNote
          ? <Field label={t('noteLabel')} hint={t('noteHint')}><Textarea value={text} maxLength={longestNote} onChange={(event) => write(event.target.value)} onBlur={keepNow} /></Field>
          : <p className="whitespace-pre-line">{isWritten ? text : t('noteNone')}</p>}
        {unchanged !== null && <div><Button size="sm" icon={<Equal />} onClick={() => write(unchanged)}>{t('noteUnchanged')}</Button></div>}
        {stop.mayNote && <p role="status" className="text-dense text-quiet">{t(`keeping.${keeping}`)}</p>}
        {stop.note !== null && <p className="text-dense text-quiet">{stop.note.writer} · <Moment at={stop.note.at} /></p>}
        {stop.mayConsult && <OpenConsult round={round} caseId={stop.case} />}
      </div>
    </Popover>
  )
}

function OpenConsult({ round, caseId }: { readonly round: string; readonly caseId: string }) {
  const t = useTranslations('room.round')
  const router = useRouter()
  const refusal = useRefusal()
  const [pending, setPending] = useState(false)
  const open = async (): Promise<void> => {
    setPending(true)
    const answer = await openConsult({ round, case: caseId }).catch(() => ({ ok: false, code: 'wire.disconnected' }) as const)
    if (answer.ok) router.push(caseLinks.draft(answer.value.id))
    else {
      setPending(false)
      notify.error(refusal(answer.code), { code: answer.code })
    }
  }
  return <Button icon={<SquareArrowOutUpRight />} pending={pending} onClick={() => void open()}>{t('consult')}</Button>
}
