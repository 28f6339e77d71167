'use client'

import { AlertDialog as Primitive } from 'radix-ui'
import { useTranslations } from 'next-intl'
import { useState, type RefObject } from 'react'
import type { AlertDialogContents } from './floating-contents.ts'
import { Button } from './button.tsx'

interface AlertDialogFrameProps extends AlertDialogContents {
  readonly isOpen: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly opener: RefObject<HTMLButtonElement | null>
}

/** What an alert dialog's button opens. */
export function AlertDialogFrame({ isOpen, onOpenChange, opener, title, description, confirmLabel, cancelLabel, tone = 'plain', onConfirm }: AlertDialogFrameProps) {
  const t = useTranslations('ui')
  const [pending, setPending] = useState(false)
  const confirm = async (): Promise<void> => {
    setPending(true)
    try {
      await onConfirm()
      onOpenChange(false)
    } finally {
      setPending(false)
    }
  }
  return (
    <Primitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 flex animate-appear items-end justify-center bg-overlay p-4 sm:items-center">
          <Primitive.Content onCloseAutoFocus={() => opener.current?.focus()} className="w-full max-w-md animate-rise focus:outline-none rounded-card bg-surface p-6 text-ink shadow-pop">
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
