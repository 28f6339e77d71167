'use client'

import { AlertDialog as Primitive } from 'radix-ui'
import { useTranslations } from 'next-intl'
import { useState, type ReactElement, type ReactNode } from 'react'
import { Button } from './button.tsx'
import type { OpenProps } from './open-props.ts'

interface AlertDialogProps extends OpenProps {
  readonly trigger?: ReactElement
  /** The question. */
  readonly title: ReactNode
  /** What follows from a yes. */
  readonly description: ReactNode
  /** The verb, never "OK". */
  readonly confirmLabel: string
  readonly cancelLabel?: string
  readonly tone?: 'danger' | 'plain'
  /** Runs on a yes; the dialog stays with a spinner until it settles, and stays open if it throws. */
  readonly onConfirm: () => void | Promise<void>
}

/** Asks before what cannot be taken back; the safe answer has the focus. */
export function AlertDialog({ open, onOpenChange, trigger, title, description, confirmLabel, cancelLabel, tone = 'plain', onConfirm }: AlertDialogProps) {
  const t = useTranslations('ui')
  const [own, setOwn] = useState(false)
  const [pending, setPending] = useState(false)
  const change = (next: boolean): void => {
    setOwn(next)
    onOpenChange?.(next)
  }
  const confirm = async (): Promise<void> => {
    setPending(true)
    try {
      await onConfirm()
      change(false)
    } finally {
      setPending(false)
    }
  }
  return (
    <Primitive.Root open={open ?? own} onOpenChange={change}>
      {trigger && <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>}
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 flex animate-appear items-end justify-center bg-overlay p-4 sm:items-center">
          <Primitive.Content className="w-full max-w-md animate-rise focus:outline-none rounded-card bg-surface p-6 text-ink shadow-pop">
            <Primitive.Title className="text-head font-bold">{title}</Primitive.Title>
            <Primitive.Description className="mt-2 text-quiet">{description}</Primitive.Description>
            <div className="mt-6 flex flex-wrap justify-end gap-2">
              <Primitive.Cancel asChild><Button variant="secondary" disabled={pending}>{cancelLabel ?? t('cancel')}</Button></Primitive.Cancel>
              <Button variant={tone === 'danger' ? 'emergency' : 'primary'} pending={pending} onClick={() => void confirm()}>{confirmLabel}</Button>
            </div>
          </Primitive.Content>
        </Primitive.Overlay>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
