'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button, type ButtonProps } from './button.tsx'
import { leave } from './leave.ts'
import { notify } from './toast-store.ts'

interface LeaveButtonProps extends Pick<ButtonProps, 'variant' | 'icon' | 'children' | 'className'> {
  readonly to: '/sign-in' | '/device'
}

/** Ends the session of whoever stands here. */
export function LeaveButton({ to, ...face }: LeaveButtonProps) {
  const t = useTranslations('ui')
  const [pending, setPending] = useState(false)
  const press = async (): Promise<void> => {
    setPending(true)
    if (await leave(to)) return
    setPending(false)
    notify.error(t('leaveFailed'))
  }
  return <Button {...face} pending={pending} onClick={() => void press()} />
}
