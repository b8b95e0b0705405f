/** The English session of the pictures; the Chinese one is the hall's own. */
export const english = {
  workspace: 'Rivertown Planning',
  owner: 'Wang Lin',
  place: 'Main hall',
  title: 'Everyone takes the rostrum, no. 3',
  talks: [
    { title: 'A Letter Home', minutes: 12, speaker: { name: 'Chen Siyuan', unit: 'Office' } },
    {
      title: 'From One Pine to a Forest',
      minutes: 12,
      speaker: { name: 'Ouyang Jingyi', unit: 'Planning Division One' },
    },
    {
      title: 'Every Drop in the Sands',
      minutes: 12,
      speaker: { name: 'Aynur Memetjan', unit: 'Hotan Field Team' },
      remote: true,
    },
    { title: 'Why the Tide Comes Twice', minutes: 10, speaker: { name: 'Marek Nowak', unit: 'Coastal Institute' } },
  ],
  judges: ['Chen Li', 'Wu Lan', 'He Qingyuan', 'Marco Bellini', 'Su Min'].map((name) => ({ name })),
};
