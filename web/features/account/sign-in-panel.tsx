'use client'

import { DemoPicker, type DemoAccount } from './demo-picker.tsx'
import { SignInForm } from './sign-in-form.tsx'

interface SignInPanelProps {
  readonly next: string
  readonly passkeys: boolean
  readonly singleSignOn?: { readonly id: string; readonly name: string } | undefined
  readonly demoAccounts: readonly DemoAccount[]
}

/** The form, with the demo accounts beneath where there are any. */
export function SignInPanel({ demoAccounts, ...form }: SignInPanelProps) {
  return (
    <SignInForm
      {...form}
      {...(demoAccounts.length > 0 && { picker: (choose: (email: string) => void) => <DemoPicker accounts={demoAccounts} onChoose={choose} /> })}
    />
  )
}
