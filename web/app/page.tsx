export default function Home() {
  return <h1 className="p-8 text-title text-jade-ink">Hội chẩn liên viện</h1>
}
