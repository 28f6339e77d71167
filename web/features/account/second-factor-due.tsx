'use client'

import { useRouter } from 'next/navigation'
import { SecondStepSetup } from './second-step-setup.tsx'

/** Sets up the second factor that the hospital demands, and goes on to where the person was going. */
export function SecondFactorDue({ next }: { readonly next: string }) {
  const router = useRouter()
  const goOn = (): void => {
    router.replace(next)
    router.refresh()
  }
  return <SecondStepSetup mayPutOff={false} onDone={goOn} />
}
