import enAccount from './en/account.json'
import enRefusals from './en/refusals.json'
import enShell from './en/shell.json'
import enSignIn from './en/sign-in.json'
import enUi from './en/ui.json'
import viAccount from './vi/account.json'
import viRefusals from './vi/refusals.json'
import viShell from './vi/shell.json'
import viSignIn from './vi/sign-in.json'
import viUi from './vi/ui.json'

const vi = {
  account: viAccount,
  refusals: viRefusals,
  shell: viShell,
  signIn: viSignIn,
  ui: viUi,
}

export type Messages = typeof vi

/** Every sentence of the portal, one file per area and language; a key missing in English does not compile. */
export const catalogue: { readonly vi: Messages; readonly en: Messages } = {
  vi,
  en: {
    account: enAccount,
    refusals: enRefusals,
    shell: enShell,
    signIn: enSignIn,
    ui: enUi,
  },
}
