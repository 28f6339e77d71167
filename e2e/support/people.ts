import { demoAccounts, type DemoAccount } from '#prisma/seed/demo-accounts.ts'

/** The demo account with this e-mail's first part. */
export function person(login: string): DemoAccount {
  const found = demoAccounts.find(({ email }) => email.startsWith(`${login}@`))
  if (!found) throw new Error(`the demo world has nobody called ${login}`)
  return found
}
