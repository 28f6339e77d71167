import { makeDisableAccount, makeEnableAccount, makeEndSessions, makeInvitePerson, makeResendInvitation, makeResetFactors, makeResetPassword, makeWithdrawInvitation } from '#core/account/keep-accounts.ts'
import { makeListAccounts } from '#core/account/list-accounts.ts'
import type { AccountPorts } from '#core/account/ports.ts'
import type { Store } from '#prisma/store.ts'
import { accountBook } from './account-book.ts'
import { accountMail } from './account-mail.ts'

/** The accounts of the own hospital's people. */
export function composeAccounts({ store: { atomically }, clock, newId }: Pick<AccountPorts, 'clock' | 'newId'> & { readonly store: Store }) {
  const ports: AccountPorts = { atomically, accounts: accountBook, clock, newId, mail: accountMail() }
  return {
    listAccounts: makeListAccounts(ports),
    invitePerson: makeInvitePerson(ports),
    resendInvitation: makeResendInvitation(ports),
    withdrawInvitation: makeWithdrawInvitation(ports),
    endSessions: makeEndSessions(ports),
    disableAccount: makeDisableAccount(ports),
    enableAccount: makeEnableAccount(ports),
    resetPassword: makeResetPassword(ports),
    resetFactors: makeResetFactors(ports),
  }
}
