'use client'

import { Phone, PhoneForwarded, PhoneOff, Siren } from 'lucide-react'
import { AlertDialog } from 'radix-ui'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { acceptRing, declineRing } from './actions.ts'
import { HandOn } from './hand-on.tsx'
import type { CallFacts, IncomingItem } from './emergency-answer.ts'
import { startRinging } from './ring-sound.ts'
import { PatientWords, SincePress } from './ring-words.tsx'

interface RingScreenProps {
  readonly item: IncomingItem
  readonly skew: number
  /** How many more emergencies ring behind this one. */
  readonly more: number
  readonly onSettled: () => void
}

/** The whole screen rings: who calls, what, from where; one large "Nhận", a small "Chuyển". */
export function RingScreen({ item, skew, more, onSettled }: RingScreenProps) {
  const t = useTranslations('emergency')
  const { call } = item
  const answer = useAnswer(call.caseId, onSettled)
  const [handingOn, setHandingOn] = useState(false)
  useRinging(t('ring.tab', { from: call.from }))
  return (
    <AlertDialog.Root open>
      <AlertDialog.Portal>
        <AlertDialog.Content
          onEscapeKeyDown={(event) => event.preventDefault()}
          className="fixed inset-0 z-[70] flex flex-col overflow-y-auto bg-emergency p-5 text-on-emergency focus:outline-none sm:p-10"
        >
          <div className="mx-auto flex w-full max-w-4xl flex-1 flex-col justify-between gap-6">
            <p className="flex flex-wrap items-center justify-between gap-3 text-head font-bold tracking-wide uppercase">
              <span className="flex items-center gap-3"><Siren aria-hidden className="size-8 motion-safe:animate-pulse" />{t('ring.title')}</span>
              <SincePress pressedAt={call.pressedAt} skew={skew} className="tabular text-title" />
            </p>
            <WhoCalls call={call} />
            <div className="grid gap-3">
              {answer.refusal !== null && <p role="alert" className="rounded-control bg-surface px-4 py-3 font-semibold text-danger">{answer.refusal}</p>}
              <button
                type="button"
                autoFocus
                disabled={answer.pending}
                onClick={answer.accept}
                className="flex min-h-24 items-center justify-center gap-4 rounded-card bg-surface px-8 text-or font-bold text-emergency-ink shadow-pop transition-transform duration-100 focus-visible:outline-4 focus-visible:outline-on-emergency active:scale-[0.99] disabled:opacity-70"
              >
                <Phone aria-hidden className="size-10" />{t('ring.accept')}
              </button>
              <div className="flex flex-wrap justify-between gap-3">
                <Button size="lg" aria-expanded={handingOn} icon={<PhoneForwarded />} onClick={() => setHandingOn(!handingOn)}>{t('ring.handOn')}</Button>
                <Button size="lg" variant="emergency" icon={<PhoneOff />} disabled={answer.pending} onClick={answer.decline}>{t('ring.decline')}</Button>
              </div>
              {handingOn && <HandOn call={call} onDone={onSettled} />}
              {more > 0 && <p className="text-center font-semibold">{t('ring.more', { count: more })}</p>}
            </div>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

function WhoCalls({ call }: { readonly call: CallFacts }) {
  const t = useTranslations('emergency')
  return (
    <div className="grid gap-4">
      <AlertDialog.Title className="text-title font-bold sm:text-or">{call.from}</AlertDialog.Title>
      <p className="text-head">{t('ring.caller', { name: `${call.caller.title} ${call.caller.name}`.trim() })}</p>
      <p className="text-head font-semibold"><PatientWords call={call} /></p>
      <AlertDialog.Description className="max-w-[52ch] text-title font-semibold break-words">{call.line === '' ? t('ring.noLine') : call.line}</AlertDialog.Description>
      {call.callbackPhone !== '' && (
        <a href={`tel:${call.callbackPhone.replaceAll(' ', '')}`} className="flex w-fit items-center gap-2 text-head underline underline-offset-4 focus-visible:outline-on-emergency">
          <Phone aria-hidden className="size-5" />{call.callbackPhone}
        </a>
      )}
    </div>
  )
}

function useAnswer(caseId: string, onSettled: () => void) {
  const router = useRouter()
  const sentence = useRefusal()
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const answered = async (asked: ReturnType<typeof acceptRing>, onYes: () => void): Promise<void> => {
    setPending(true)
    const answer = await asked.catch(() => ({ ok: false, code: 'wire.disconnected' }) as const)
    setPending(false)
    if (answer.ok) onYes()
    else setRefusal(sentence(answer.code))
    onSettled()
  }
  return {
    pending,
    refusal,
    accept: () => void answered(acceptRing({ case: caseId }), () => router.push(caseLinks.room(caseId))),
    decline: () => void answered(declineRing({ case: caseId, reason: '' }), () => undefined),
  }
}

/** Sounds the bell and says it in the tab's title, until the screen goes. */
function useRinging(title: string): void {
  useEffect(() => {
    const before = document.title
    const bell = startRinging()
    let loud = false
    const blink = setInterval(() => {
      loud = !loud
      document.title = loud ? title : before
    }, 1_000)
    return () => {
      bell.stop()
      clearInterval(blink)
      document.title = before
    }
  }, [title])
}
