import type { AccountLetter, SendAccountLetter } from '#core/account/ports.ts'
import { openMailTransport, type MailServer } from './mail-transport.ts'

interface LetterOptions extends MailServer {
  /** Where the portal is reached. */
  readonly origin: string
  readonly onFailure: (cause: unknown) => void
}

/** The page that sets a password, and the secret behind the hash sign: what stands there never reaches a server, and so no log. */
export const passwordLink = (origin: string, secret: string): string => `${origin}/sign-in/new-password#${secret}`

const moment = (at: Date, language: AccountLetter['language']): string =>
  new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' }).format(at)

const words = {
  vi: {
    greeting: 'Kính gửi anh/chị,',
    invitation: { subject: 'Liên Viện: lời mời mở tài khoản', body: (hospital: string) => `${hospital} mời anh/chị dùng Liên Viện, nền tảng hội chẩn từ xa. Mở đường dẫn dưới đây để đặt mật khẩu.` },
    'password-reset': { subject: 'Liên Viện: đặt lại mật khẩu', body: (hospital: string) => `Có yêu cầu đặt lại mật khẩu Liên Viện của anh/chị (${hospital}). Mở đường dẫn dưới đây để đặt mật khẩu mới; mật khẩu cũ vẫn dùng được cho tới lúc đó.` },
    'factors-reset': { subject: 'Liên Viện: xác thực hai bước đã được xóa', body: (hospital: string) => `Quản trị viên của ${hospital} vừa xóa xác thực hai bước trong tài khoản Liên Viện của anh/chị. Hãy đăng nhập và đặt lại.` },
    'password-set': { subject: 'Liên Viện: mật khẩu đã đổi', body: (hospital: string) => `Mật khẩu Liên Viện của anh/chị (${hospital}) vừa được đặt qua đường dẫn gửi bằng thư. Mọi máy đang đăng nhập đã bị đăng xuất.` },
    until: (at: string) => `Đường dẫn dùng được một lần, tới ${at} (giờ Việt Nam). Đừng chuyển thư này cho ai.`,
    warning: 'Nếu anh/chị không nhờ việc này, hãy báo ngay cho quản trị viên của bệnh viện.',
  },
  en: {
    greeting: 'Dear colleague,',
    invitation: { subject: 'Liên Viện: your invitation', body: (hospital: string) => `${hospital} invites you to Liên Viện, its teleconsultation platform. Open the link below to set a password.` },
    'password-reset': { subject: 'Liên Viện: set a new password', body: (hospital: string) => `A new password was asked for your Liên Viện account (${hospital}). Open the link below to set it; the old one holds until then.` },
    'factors-reset': { subject: 'Liên Viện: your second factor was reset', body: (hospital: string) => `An administrator of ${hospital} has reset the second factor of your Liên Viện account. Please sign in and set it up again.` },
    'password-set': { subject: 'Liên Viện: your password was changed', body: (hospital: string) => `The password of your Liên Viện account (${hospital}) was set by a link sent by mail. Every device was signed out.` },
    until: (at: string) => `The link works once, until ${at} (Vietnam time). Do not pass this message on.`,
    warning: 'If you did not ask for this, tell an administrator of your hospital at once.',
  },
} as const

/** Puts a letter about an account into words: nothing of a patient, and no name of the person beyond the address it goes to. */
export function wordsOfLetter(letter: AccountLetter, origin: string): { readonly subject: string; readonly text: string } {
  const { greeting, until, warning, ...kinds } = words[letter.language]
  const { subject, body } = kinds[letter.about]
  const link = letter.link === undefined ? [`${origin}/sign-in`] : [passwordLink(origin, letter.link.secret), until(moment(letter.link.until, letter.language))]
  return { subject, text: [greeting, body(letter.hospital), ...link, warning].join('\n\n') + '\n' }
}

/** Sends letters about accounts through the hospital's mail server; one that fails is told, so that somebody sends it again. */
export function openAccountLetters({ server, from, origin, onFailure }: LetterOptions): { readonly send: SendAccountLetter; close(): void } {
  const transport = openMailTransport({ server, from })
  return {
    send: async (to, letter) => {
      try {
        return (await transport.deliver({ to, ...wordsOfLetter(letter, origin) })) === 'accepted' ? 'sent' : 'failed'
      } catch (cause) {
        onFailure(cause)
        return 'failed'
      }
    },
    close: () => transport.close(),
  }
}
