/** Streets of the invented town. Its postcodes begin ZZ99, an area that the post does not have. */
export const streets: readonly { name: string; area: string; sector: string }[] = [
  ...[
    'Tenter Row',
    'Weavers Croft',
    'Dyehouse Lane',
    'Bobbin Street',
    'Shuttle Walk',
    'Fuller Close',
    'Heddle Rise',
  ].map((name) => ({ name, area: 'Loomside', sector: '1' })),
  ...[
    'Otter Bank',
    'Sedge Way',
    'Mere View',
    'Bulrush Drive',
    'Heronsgate',
    'Teal Avenue',
    'Coot Lane',
    'Lakeside Road',
  ].map((name) => ({ name, area: 'Mereside', sector: '2' })),
  ...['Quarry Top', 'Slate Lane', 'Delph Road', 'Gritstone Terrace', 'Flagstone Way', 'Kiln Brow', 'Cinder Path'].map(
    (name) => ({ name, area: 'Delph Top', sector: '3' }),
  ),
  ...[
    'Larkspur Road',
    'Campion Grove',
    'Teasel Court',
    'Yarrow Drive',
    'Clover Hey',
    'Meadowsweet Close',
    'Vetch Lane',
  ].map((name) => ({ name, area: 'New Larkfield', sector: '4' })),
  ...['Sidings Road', 'Signal Street', 'Turntable Way', 'Platform Place', 'Goodsyard Lane', 'Junction Terrace'].map(
    (name) => ({ name, area: 'Old Sidings', sector: '5' }),
  ),
  ...[
    'Beacon Street',
    'Chantry Lane',
    'Cornmarket',
    'Pinfold Yard',
    'Toll Bar Road',
    'Wharf Street',
    'Malthouse Row',
  ].map((name) => ({ name, area: 'Old Town', sector: '6' })),
]

/** Blocks of flats, each on its street. */
export const blocks: readonly { name: string; street: string; area: string; sector: string }[] = [
  { name: 'Kingfisher House', street: 'Lakeside Road', area: 'Mereside', sector: '7' },
  { name: 'Plover House', street: 'Lakeside Road', area: 'Mereside', sector: '7' },
  { name: 'Spindle Court', street: 'Bobbin Street', area: 'Loomside', sector: '8' },
  { name: 'Turners Point', street: 'Wharf Street', area: 'Old Town', sector: '9' },
]

/** The town that every address ends with. */
export const town = 'Larkmere'
