import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { Identify } from '#web/features/devices/identify.tsx'
import { PairForm } from '#web/features/devices/pair-form.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { peopleWithPin } from '#web/server/device-records.ts'
import { currentDevice } from '#web/server/room-device.ts'
import { currentVisit } from '#web/server/session.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('devices'))('screen') }
}

async function Page() {
  const t = await getTranslations('devices')
  const device = await currentDevice()
  if (device === null) {
    return (
      <main className="grid min-h-dvh content-center gap-8 p-4 pt-16 sm:p-8">
        <h1 className="text-center text-title font-bold">{t('machine')}</h1>
        <PairForm />
      </main>
    )
  }
  if ((await currentVisit()).state === 'signed-in') redirect('/')
  const staff = await portal().listStaffOfDevice(device.organization)
  const having = await peopleWithPin(staff.map(({ id }) => id))
  return (
    <main className="grid min-h-dvh content-center gap-8 p-4 pt-16 sm:p-8">
      <header className="text-center">
        <h1 className="text-title font-bold">{device.name}</h1>
        <p className="mt-1 text-lead text-quiet">{t('who')}</p>
      </header>
      <Identify people={staff.filter(({ id }) => having.has(id))} />
    </main>
  )
}

export default withWords(Page, ['devices', 'refusals'])
