'use client'

import { Printer } from 'lucide-react'
import { Button } from '#web/ui/button.tsx'

/** Prints the page by its print styles. */
export function PrintButton({ label }: { readonly label: string }) {
  return <Button variant="quiet" icon={<Printer />} onClick={() => window.print()}>{label}</Button>
}
