import type { ComposeBundle } from '#core/record/ports.ts'
import { createStore } from '#prisma/store.ts'
import { openScopedClient } from '#prisma/tenancy/scoped-client.ts'
import { seedAccounts } from './seed-accounts.ts'
import { seedAssets } from './seed-assets.ts'
import { seedCases } from './seed-cases.ts'
import { seedContracts } from './seed-contracts.ts'
import { seedDirectory } from './seed-directory.ts'
import { seedDuty } from './seed-duty.ts'
import { seedImaging } from './imaging/seed-imaging.ts'
import { seedRecords } from './seed-records.ts'

export interface DemoSeeding {
  /** Address for the role lienvien_app. */
  readonly appUrl: string
  /** Address for the role lienvien_auth. */
  readonly authUrl: string
  readonly now: Date
  readonly composeBundle: ComposeBundle
}

/** Makes the demo world where it is missing, under the same row-level security as the product; a second run adds nothing. */
export async function seedDemo({ appUrl, authUrl, now, composeBundle }: DemoSeeding): Promise<void> {
  const app = openScopedClient({ url: appUrl, applicationName: 'seed' })
  const auth = openScopedClient({ url: authUrl, applicationName: 'seed' })
  const store = createStore({ url: appUrl, applicationName: 'seed' })
  try {
    await seedDirectory(app.client)
    await seedContracts(app.client)
    await seedAssets(app.client)
    await seedDuty(app.client, now)
    await seedAccounts(auth.client)
    await seedRecords(app.client, now)
    await seedImaging(app.client, now)
    await seedCases({ store, now, composeBundle })
  } finally {
    await Promise.all([app.close(), auth.close(), store.close()])
  }
}
