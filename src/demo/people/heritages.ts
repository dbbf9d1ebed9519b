/** Where a family's names come from. Lists are our own; together they are about as mixed as the pupils of an English town. */
export type Heritage = {
  /** How many in a hundred families, about. */
  weight: number
  girls: readonly string[]
  boys: readonly string[]
  /** A surname, or a pair where women and men carry different forms of it. */
  surnames: readonly (string | readonly [string, string])[]
  /** Given names of grown-ups, where they differ much from children's. */
  women: readonly string[]
  men: readonly string[]
  /** Languages at home, each with its weight. */
  languages: readonly (readonly [string, number])[]
}

const words = (text: string): string[] => text.trim().split(/\s+/)

const english = [['English', 1]] as const

export const heritages: readonly Heritage[] = [
  {
    weight: 54,
    girls: words(
      `Amelia Poppy Freya Evie Lottie Ruby Erin Imogen Tilly Phoebe Daisy Maya Hattie Niamh Bethany Keira Lacey Scarlett Summer
       Ellie-Mae Lexi Aimee Georgia Harriet Jasmine Martha Nancy Olivia Penny Robyn Skye Tabitha Willow Zara Abigail Connie Darcey
       Edie Florence Grace Holly Iris Jodie Kitty Libby Megan Nell Orla Paige Rosie Sienna Thea Una Violet Wren`,
    ),
    boys: words(
      `Alfie Archie Ben Bobby Caleb Charlie Cody Corey Dexter Dylan Elliot Ethan Finley Frankie Freddie George Harley Harvey Henry
       Isaac Jack Jake Jenson Joe Joshua Jude Kai Kian Kyle Leo Lewis Liam Logan Louie Luca Mason Max Mitchell Nathan Ned Ollie Owen
       Reggie Reuben Riley Rory Rowan Sam Sonny Stanley Teddy Toby Tyler Wilf Zac`,
    ),
    surnames: words(
      `Ackroyd Airey Armitage Ashworth Bairstow Barraclough Batty Beaumont Birtles Blackshaw Bowker Bradshaw Brearley Brook Butterworth
       Cartwright Catterall Chadwick Clegg Cockroft Crabtree Crossley Cunliffe Dearden Dobson Earnshaw Eastwood Entwistle Fairclough
       Farrar Fielden Firth Garside Gaunt Gledhill Greenhalgh Greenwood Haigh Hallam Halliwell Hargreaves Haworth Helliwell Heyes
       Hinchliffe Holroyd Horrocks Ibbotson Ingham Jagger Kershaw Knowles Lockwood Lomax Lumb Marsden Mellor Midgley Naylor
       Nuttall Ogden Oldroyd Ormerod Pickles Pilling Priestley Ramsden Rawnsley Redfearn Ridings Rushworth Schofield Sharples Shaw
       Stansfield Sugden Sutcliffe Sykes Tattersall Thackray Thewlis Uttley Varley Wadsworth Walmsley Whiteley Whitworth
       Widdop Womersley Wrigley Yates`,
    ),
    women: words(
      `Alison Amanda Becky Carly Chantelle Claire Danielle Donna Emma Gemma Hayley Heather Jade Jo Kayleigh Kelly Kerry Kirsty Laura
       Leanne Lisa Louise Lyndsey Mel Michelle Natalie Nicola Rachel Rebecca Sally Sam Sarah Sharon Stacey Steph Tracy Vicky Zoe`,
    ),
    men: words(
      `Adam Andrew Anthony Barry Carl Chris Craig Damian Dan Darren Dave Dean Gareth Gary Ian Jamie Jason Jon Karl Kev Lee Mark Martin
       Matt Mick Neil Nick Paul Pete Phil Rob Ryan Scott Shaun Simon Steve Stu Wayne`,
    ),
    languages: english,
  },
  {
    weight: 8,
    girls: words(
      'Aisha Aleena Anum Arooj Eshal Fatimah Hafsa Hiba Iqra Laiba Maryam Mishal Noor Rabia Sana Sumaya Zainab Zoya',
    ),
    boys: words(
      'Abdullah Ahmed Ali Ayaan Bilal Danyal Faizan Hamza Haris Hassan Ibrahim Idris Musa Rayyan Saad Umar Yusuf Zain',
    ),
    surnames: words(
      'Ahmed Akhtar Ali Anwar Ashraf Aziz Bashir Butt Chaudhry Hussain Iqbal Javed Khalid Khan Mahmood Malik Mirza Nawaz Qureshi Rafiq Shafi Shah Sharif Tariq Zaman',
    ),
    women: words(
      'Asma Bushra Farzana Ghazala Kausar Nasreen Nazia Razia Rukhsana Saima Samina Shabana Shazia Sobia Tahira Uzma Yasmin',
    ),
    men: words(
      'Amjad Arshad Asif Imran Jamil Kashif Mohsin Nadeem Naveed Rashid Sajid Shabir Shahid Tanveer Waqas Zahid Zulfiqar',
    ),
    languages: [
      ['Urdu', 4],
      ['Panjabi', 3],
      ['English', 3],
      ['Pashto', 1],
    ],
  },
  {
    weight: 4,
    girls: words('Anika Farhana Jannat Labiba Mahira Nadia Nusrat Raisa Sabiha Tahmina Tasnim'),
    boys: words('Adil Fahim Ishaq Kamran Mahin Nabil Rafi Sakib Shahriar Tahmid Zayan'),
    surnames: words('Ahmed Alam Begum Chowdhury Haque Hoque Islam Kabir Karim Miah Rahman Sarker Siddique Uddin'),
    women: words('Anowara Fahmida Jahanara Lutfa Monowara Nasima Rehana Rina Shahida Sultana'),
    men: words('Abdul Anis Faruk Habib Jalal Kamal Mizan Nurul Rezaul Shafiq'),
    languages: [
      ['Bengali', 4],
      ['Sylheti', 3],
      ['English', 2],
    ],
  },
  {
    weight: 5,
    girls: words('Aanya Anjali Avani Diya Harleen Ishani Jasleen Kavya Mira Navneet Pooja Priya Riya Simran Tanvi'),
    boys: words('Aarav Arjun Dev Gurpreet Harjot Ishaan Jaspal Karan Manveer Nikhil Rohan Sahil Tej Veer Vivaan'),
    surnames: words(
      'Bains Bhatt Chauhan Dhaliwal Dhillon Gill Joshi Mistry Nair Parmar Patel Rai Sandhu Sharma Sidhu Solanki Thakur',
    ),
    women: words('Amarjit Baljit Bhavna Daljit Hema Jyoti Kiran Manjit Meena Nisha Parveen Rekha Sunita'),
    men: words('Amrik Balbir Dilip Harish Jagdeep Kuldip Mohinder Pritesh Rajesh Satnam Sunil Vinod'),
    languages: [
      ['English', 5],
      ['Panjabi', 4],
      ['Gujarati', 3],
      ['Hindi', 1],
      ['Malayalam', 1],
    ],
  },
  {
    weight: 5,
    girls: words('Abena Adaeze Ama Chidera Ebunoluwa Efua Ifeoma Nana Oluwaseun Precious Temi Tobi Wunmi Yaa Zainab'),
    boys: words('Ayo Chidi David Emeka Femi Ikenna Kojo Kwame Kwesi Obinna Samuel Segun Tobe Tunde Yaw'),
    surnames: words(
      'Abiola Acheampong Adewale Adomako Afolabi Agyeman Amoah Balogun Boakye Ezekiel Eze Mensah Nwosu Obi Odunsi Ofori Ogunleye Okeke Olatunji Oyelaran Sarpong',
    ),
    women: words('Adwoa Bisi Blessing Comfort Esther Funke Grace Mercy Ngozi Patience Rose Sade Victoria'),
    men: words('Akin Charles Daniel Emmanuel Festus Isaac Joseph Kofi Olumide Peter Solomon Uche'),
    languages: [
      ['English', 6],
      ['Yoruba', 2],
      ['Akan', 2],
      ['Igbo', 1],
    ],
  },
  {
    weight: 3,
    girls: words('Amina Ayan Fadumo Hamdi Hibo Ifrah Khadija Leyla Muna Nasra Sagal Sahra'),
    boys: words('Abdirahman Ayub Bashir Guled Hamse Ismail Jibril Khalid Liban Mahad Mubarak Zakaria'),
    surnames: words(
      'Abdi Aden Ahmed Ali Barre Dahir Elmi Farah Hassan Ibrahim Jama Mohamud Nur Omar Osman Warsame Yusuf',
    ),
    women: words('Asha Deqa Fartun Halimo Hodan Idil Ladan Maryan Safiya Shukri'),
    men: words('Abdullahi Ahmed Dayib Farhan Hussein Mahamed Said Yahya'),
    languages: [
      ['Somali', 8],
      ['English', 2],
    ],
  },
  {
    weight: 2.5,
    girls: words('Aaliyah Amara Chanel Destiny Ebony Keisha Nevaeh Renee Shanice Tiana'),
    boys: words('Andre Dante Jerome Kamari Marcus Micah Nathaniel Rashaan Tyrell Zion'),
    surnames: words(
      'Bailey Blake Campbell Clarke Daley Edwards Francis Gayle Gordon Henry Lewin Morrison Palmer Reid Thompson Wright',
    ),
    women: words('Angela Beverley Camille Jennifer Maxine Monique Paulette Simone Yvonne'),
    men: words('Courtney Delroy Errol Everton Leroy Trevor Winston Desmond'),
    languages: english,
  },
  {
    weight: 4,
    girls: words('Alicja Amelka Hanna Julia Kinga Lena Maja Marcelina Nadia Oliwia Pola Weronika Zofia Zuzanna'),
    boys: words('Adrian Aleksander Bartek Filip Igor Jakub Kacper Kuba Mateusz Oskar Szymon Tymon Wiktor'),
    surnames: [
      ['Adamska', 'Adamski'],
      'Banas',
      ['Czerwińska', 'Czerwiński'],
      'Dudek',
      ['Górska', 'Górski'],
      'Kania',
      ['Kowalska', 'Kowalski'],
      'Krawczyk',
      ['Lewandowska', 'Lewandowski'],
      'Mazur',
      'Nowicki',
      ['Piotrowska', 'Piotrowski'],
      'Stępień',
      ['Wiśniewska', 'Wiśniewski'],
      'Zając',
      ['Zielińska', 'Zieliński'],
    ],
    women: words('Agnieszka Aneta Beata Dorota Ewa Iwona Joanna Katarzyna Magdalena Monika Renata'),
    men: words('Andrzej Dariusz Grzegorz Krzysztof Marcin Paweł Piotr Rafał Robert Tomasz'),
    languages: [
      ['Polish', 8],
      ['English', 2],
    ],
  },
  {
    weight: 3,
    girls: words('Alexandra Antonia Bianca Daria Denisa Elena Ioana Larisa Miruna Sofia'),
    boys: words('Alexandru Andrei Bogdan Cristian David Eduard Ionut Luca Matei Robert'),
    surnames: words(
      'Barbu Ciobanu Constantin Cojocaru Dinu Dragomir Ionescu Lupu Marin Moldovan Neagu Popa Rusu Stoica Toma',
    ),
    women: words('Adriana Cristina Florentina Gabriela Mihaela Monica Nicoleta Simona'),
    men: words('Adrian Costel Daniel Florin Gheorghe Ion Marian Vasile'),
    languages: [
      ['Romanian', 8],
      ['Romani', 1],
      ['English', 1],
    ],
  },
  {
    weight: 2.5,
    girls: words('Dania Farah Hala Judy Lamar Maya Rahaf Rama Salma Yara'),
    boys: words('Adam Anas Faris Hadi Kareem Laith Omar Qusai Rami Tariq'),
    surnames: words(
      'Al-Amin Al-Hamdan Al-Masri Darwish El-Sayed Haddad Khalil Mansour Najjar Nasser Qasim Saleh Shaheen',
    ),
    women: words('Abeer Dalal Hanan Iman Layla Manal Rana Suad Wafa'),
    men: words('Ahmad Bassam Fadi Ghassan Khaled Mahmoud Samir Walid Yasser'),
    languages: [
      ['Arabic', 8],
      ['English', 1],
      ['Kurdish', 2],
    ],
  },
  {
    weight: 1.5,
    girls: words('Arezo Bahar Hasti Mahsa Marwa Parisa Shabnam Zahra'),
    boys: words('Arman Basir Elyas Farhad Mustafa Omid Reza Sohrab'),
    surnames: words('Ahmadi Azizi Hakimi Karimi Mohammadi Noori Rahimi Rezaei Sadeghi Yousefi'),
    women: words('Fereshta Golnar Maliha Nargis Roya Shirin'),
    men: words('Abbas Ehsan Hamid Karim Najib Wahid'),
    languages: [
      ['Dari', 4],
      ['Farsi', 4],
      ['Pashto', 2],
      ['English', 1],
    ],
  },
  {
    weight: 2,
    girls: words('Chloe Hei-Tung Jia Mei Ming-Wai Sum-Yi Tsz-Ching Xin'),
    boys: words('Chun-Hei Hao Ho-Yin Jun Kai-Lok Lok-Him Marcus Yu'),
    surnames: words('Chan Cheung Fung Ho Kwok Lam Lau Leung Liu Ng Tang Tsang Wong Yip Zhang'),
    women: words('Fiona Hui-Min Ka-Yan Lai-Fong Mei-Ling Siu-Wah Winnie'),
    men: words('Chi-Keung Jason Kwok-Wai Ming Raymond Wei Wing-Kin'),
    languages: [
      ['Cantonese', 6],
      ['Mandarin', 3],
      ['English', 2],
    ],
  },
  {
    weight: 1.5,
    girls: words('Bea Carolina Inês Leonor Luana Mariana Matilde'),
    boys: words('Afonso Diogo Gonçalo João Martim Rafael Tiago'),
    surnames: words('Almeida Carvalho Fernandes Gomes Lopes Marques Nogueira Pinto Ribeiro Teixeira'),
    women: words('Ana Carla Cátia Fátima Paula Sónia'),
    men: words('Carlos Hélder João Luís Nuno Paulo'),
    languages: [
      ['Portuguese', 8],
      ['Tetum', 1],
      ['English', 1],
    ],
  },
  {
    weight: 1.2,
    girls: words('Azra Defne Ela Elif Melisa Nehir Zeynep'),
    boys: words('Baran Berat Deniz Emir Kerem Mert Yigit'),
    surnames: words('Aksoy Arslan Aydın Çelik Demir Kaya Koç Öztürk Polat Şahin Yıldız'),
    women: words('Ayşe Dilek Fatma Gül Hatice Nurten'),
    men: words('Ahmet Cemal Hasan İsmail Mehmet Murat'),
    languages: [
      ['Turkish', 6],
      ['Kurdish', 3],
      ['English', 1],
    ],
  },
  {
    weight: 1.2,
    girls: words('Anastasiia Daryna Kira Mariia Polina Sofiia Veronika Yeva'),
    boys: words('Artem Danylo Illia Maksym Mykyta Nazar Tymofii Yehor'),
    surnames: [
      'Bondarenko',
      'Boiko',
      ['Horbova', 'Horbov'],
      'Kovalenko',
      'Kravchenko',
      'Lysenko',
      'Marchenko',
      'Savchenko',
      'Tkachenko',
      'Yurchenko',
    ],
    women: words('Iryna Kateryna Liudmyla Natalia Oksana Olena Tetiana'),
    men: words('Andrii Ihor Oleh Serhii Viktor Yurii'),
    languages: [
      ['Ukrainian', 7],
      ['Russian', 2],
    ],
  },
  {
    weight: 1.3,
    girls: words('Aoife Caoimhe Margaret Nora Saoirse Shannon Winnie'),
    boys: words('Cian Eoin Jim-Boy Oisín Paddy Senan Tadhg'),
    surnames: words("Coyle Delaney Doran Flynn Keogh Lavery McCabe McGinley Nolan O'Hara O'Malley Quinn Rafferty"),
    women: words('Bernadette Bridget Concepta Deirdre Mary Philomena Sinéad'),
    men: words('Dermot Eamon Gerard Martin Michael Padraig'),
    languages: [
      ['English', 9],
      ['Irish', 1],
    ],
  },
  {
    weight: 1,
    girls: words('Althea Bea Jhoanna Kristine Mikaela Trisha'),
    boys: words('Carlo Gabriel Jericho Miguel Paolo Renzo'),
    surnames: words('Bautista Castillo Dela-Cruz Evangelista Magsaysay Navarro Pascual Reyes Santos Villanueva'),
    women: words('Analyn Cherry Divina Jocelyn Lorna Maricel'),
    men: words('Arnel Benjie Dennis Jun Rodel'),
    languages: [
      ['Tagalog', 6],
      ['English', 4],
    ],
  },
  {
    weight: 1,
    girls: words('Anushka Dharshini Keerthana Mathusha Tharani'),
    boys: words('Abinash Dilan Kavin Nilan Pranav Vithush'),
    surnames: words('Arulanantham Ganeshan Kandiah Nadarajah Selvarajah Sivakumar Thiruchelvam Yogarajah'),
    women: words('Kamala Malini Rajeswari Shanthi Vasanthi'),
    men: words('Mahendran Nathan Ravi Sutharsan Thavarajah'),
    languages: [
      ['Tamil', 7],
      ['English', 3],
    ],
  },
  {
    weight: 1,
    girls: words('Lan Linh Ngoc Thao Trinh Vy'),
    boys: words('Duc Huy Khang Minh Nam Quang'),
    surnames: words('Bui Dang Dinh Hoang Huynh Le Ngo Nguyen Pham Tran Vu'),
    women: words('Hoa Hong Kim Phuong Thuy'),
    men: words('Cuong Dung Hai Long Tuan'),
    languages: [
      ['Vietnamese', 8],
      ['English', 2],
    ],
  },
  {
    weight: 1,
    girls: words('Bethlehem Eden Feven Helen Luwam Rahel Saba'),
    boys: words('Abel Biniam Filmon Henok Nahom Samson Yonatan'),
    surnames: words('Abraha Berhane Fessehaye Gebre Habte Kidane Mehari Teklu Tesfay Weldu Zerai'),
    women: words('Almaz Freweini Genet Letebrhan Mehret Senait'),
    men: words('Amanuel Dawit Haile Kibrom Mussie Tewolde'),
    languages: [
      ['Tigrinya', 7],
      ['Amharic', 3],
    ],
  },
]
