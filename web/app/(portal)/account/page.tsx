import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { isClinical } from '#core/directory/actor.ts'
import { AccountPage } from '#web/features/account/account-page.tsx'
import { NotifyCard } from '#web/features/notifications/notify-card.tsx'
import { SigningKeyCard } from '#web/features/minutes/signing-key-card.tsx'
import { FeedCard } from '#web/features/schedule/feed-card.tsx'
import { LanguageSwitch } from '#web/features/shell/language-switch.tsx'
import { withWords } from '#web/messages/words.tsx'
import { requireViewer } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('title') }
}

async function Account() {
  const viewer = await requireViewer()
  return (
    <AccountPage
      viewer={viewer}
      language={<LanguageSwitch />}
      signingKey={isClinical(viewer.actor) && <SigningKeyCard viewer={viewer} />}
      calendar={<FeedCard actor={viewer.actor} />}
      notifications={(device) => <NotifyCard viewer={viewer} device={device} />}
    />
  )
}

export default withWords(Account, ['account', 'minutes', 'notifications', 'schedule'])
