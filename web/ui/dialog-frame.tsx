'use client'

import { X } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import { buttonStyle } from './button-style.ts'
import { classNames } from './class-names.ts'
import type { DialogContents } from './floating-contents.ts'

const widths = { sm: 'max-w-md', md: 'max-w-xl', lg: 'max-w-3xl', xl: 'max-w-5xl' } as const

interface DialogFrameProps extends DialogContents {
  readonly isOpen: boolean
  readonly onOpenChange: (open: boolean) => void
  /** Has the focus again afterwards, where the dialog has a button of its own. */
  readonly opener: RefObject<HTMLButtonElement | null>
}

/** The square that closes what floats. */
function CloseCross() {
  const t = useTranslations('ui')
  return (
    <Primitive.Close aria-label={t('close')} className={classNames(buttonStyle({ variant: 'quiet', size: 'sm', shape: 'square' }), '-mr-1')}>
      <X aria-hidden />
    </Primitive.Close>
  )
}

/** What a dialog's button opens. */
export function DialogFrame({ isOpen, onOpenChange, opener, title, description, size = 'md', footer, children }: DialogFrameProps) {
  return (
    <Primitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 flex animate-appear items-end justify-center bg-overlay sm:items-center sm:p-6">
          <Primitive.Content
            {...(description === undefined && { 'aria-describedby': undefined })}
            onCloseAutoFocus={() => opener.current?.focus()}
            className={classNames('flex max-h-[92dvh] w-full animate-rise focus:outline-none flex-col rounded-t-card bg-surface text-ink shadow-pop sm:rounded-card', widths[size])}
          >
            <div className="flex items-start justify-between gap-4 px-6 pt-5">
              <div className="min-w-0">
                <Primitive.Title className="text-head font-bold">{title}</Primitive.Title>
                {description !== undefined && <Primitive.Description className="mt-1 text-quiet">{description}</Primitive.Description>}
              </div>
              <CloseCross />
            </div>
            <div className="min-h-0 flex-1 overflow-y-auto px-6 py-5">{children}</div>
            {footer !== undefined && <div className="flex flex-wrap justify-end gap-2 border-t border-line px-6 py-4">{footer}</div>}
          </Primitive.Content>
        </Primitive.Overlay>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
