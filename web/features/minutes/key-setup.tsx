'use client'

import { useRouter } from 'next/navigation'
import { KeyForm } from './key-form.tsx'

/** Asks for the first PIN, and shows the page anew once the key is there. */
export function KeySetup() {
  const router = useRouter()
  return <KeyForm onIssued={() => router.refresh()} />
}
