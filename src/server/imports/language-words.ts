/** Language codes of the school census that are met most, in words. Another code is kept as it is. */
const words: Record<string, string> = {
  ENG: 'English',
  ARA: 'Arabic',
  BNG: 'Bengali',
  CHI: 'Chinese',
  FRN: 'French',
  GUJ: 'Gujarati',
  ITA: 'Italian',
  PNJ: 'Panjabi',
  POL: 'Polish',
  POR: 'Portuguese',
  SOM: 'Somali',
  SPA: 'Spanish',
  TAM: 'Tamil',
  TUR: 'Turkish',
  URD: 'Urdu',
}

/** A language in words, from its census code or as it is written. */
export const languageWords = (language: string): string => words[language.trim().toUpperCase()] ?? language.trim()
