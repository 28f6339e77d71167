'use client'

import { Printer } from 'lucide-react'
import { Button } from '#web/ui/button.tsx'

/** Opens the browser's print dialogue. */
export function PrintButton({ label }: { readonly label: string }) {
  return <Button size="sm" variant="secondary" icon={<Printer />} onClick={() => window.print()}>{label}</Button>
}
