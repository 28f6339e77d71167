'use client'

import { Printer } from 'lucide-react'
import { Button } from '#web/ui/button.tsx'

/** Opens the browser's print dialogue for the page. */
export function PrintPage({ label }: { readonly label: string }) {
  return <Button variant="secondary" icon={<Printer />} onClick={() => window.print()}>{label}</Button>
}
