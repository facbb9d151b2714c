# SPDX-FileCopyrightText: The Matinee authors
# SPDX-License-Identifier: MIT
#
# Completion of matinee for bash.

_matinee ()
{
  local current=${COMP_WORDS[COMP_CWORD]}
  local previous=${COMP_WORDS[COMP_CWORD - 1]}
  local subcommand=${COMP_WORDS[1]}
  local common='--engine -c --cuda --no-cuda --device --seed -w --ignore-warnings --no-ignore-warnings
    -v --verbose --no-verbose -q --quiet -h --help'
  local main='-h --help --version'
  local recommend="-m --model -a --age -g --gender -o --occupation -f --favorite-movies -r --rating -x --exclude
    --raw-ml100k-data-path -n --num-recs -p --predicted-threshold --genre --not-genre --years --particular
    --candidates --explain --format --profiles -i --interactive $common"
  local train="--data --out --model --rank --threads --format --grid --resume --loss --masked --split
    --mask-fractions --masks --train-ratio --validation-ratio --hidden --dropout --epochs --batch-size
    --learning-rate --schedule --warm-up --weight-decay --clip-gradients --patience --fresh-masks --features
    --output-bias $common"
  local tune="--models --data --out -m --model --mask-fractions --masks --train-ratio --validation-ratio --hidden
    --dropout --epochs --batch-size --learning-rate --schedule --warm-up --weight-decay --clip-gradients --patience
    --fresh-masks --features --output-bias --threads --format $common"
  local evaluate="-m --model -k --metric-ks --metrics -p --predicted-threshold -s --save-path -d --data-load-path -f
    --file-mode --no-file-mode --protocol --split --folds --threads --alone --cache --no-rows --format $common"
  local prepare="--data --out --split --mask-fractions --masks --train-ratio --validation-ratio --features --format
    --summary $common"
  local explore="--data --out --profile -m --model --format $common"
  local report="--out --results --format $common"
  local inspect="--engines --format $common"
  local bench="-m --model --data --seconds --format $common"
  local options words=''

  COMPREPLY=()

  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W "recommend explore prepare train tune evaluate report inspect bench $main" -- "$current"; compgen -f -- "$current")
    return
  fi

  case $subcommand in
    recommend) options=$recommend ;;
    explore) options=$explore ;;
    prepare) options=$prepare ;;
    train) options=$train ;;
    tune) options=$tune ;;
    evaluate) options=$evaluate ;;
    report) options=$report ;;
    inspect) options=$inspect ;;
    bench) options=$bench ;;
    *) options=$main ;;
  esac

  case $previous in
    --engine) words='auto cpu cuda' ;;
    --candidates) words='all unseen' ;;
    --protocol) words='seed new-users favorites' ;;
    -g|--gender) words='M F' ;;
    --format)
      words='text json'
      if [ "$subcommand" = recommend ]; then words='text json csv'; fi
      if [ "$subcommand" = prepare ]; then words='compact csv'; fi
      ;;
    -m|--model)
      if [ "$subcommand" = train ]; then words='blend edlae mult-dae ease ials item-knn demographic popularity mlp'; fi
      ;;
    --loss) words='bce mse multinomial' ;;
    --summary) words='text json' ;;
    --split)
      words='masks users none'
      if [ "$subcommand" = prepare ]; then words='masks users'; fi
      ;;
    --schedule) words='constant cosine step' ;;
    --features) words='documented seed-2023' ;;
    --output-bias) words='auto none rate' ;;
    --metrics) words='precision map map_all recall hit mrr ndcg novelty arp ild coverage' ;;
    --genre|--not-genre)
      words="Action Adventure Animation Children's Comedy Crime Documentary Drama Fantasy Film-Noir Horror
        Musical Mystery Romance Sci-Fi Thriller War Western"
      ;;
    -o|--occupation)
      words='administrator artist doctor educator engineer entertainment executive healthcare homemaker lawyer
        librarian marketing none other programmer retired salesman scientist student technician writer'
      ;;
    -a|--age|-n|--num-recs|-k|--metric-ks|--folds|-p|--predicted-threshold|--years|--particular|--rank|--threads|--device|--seed|\
    --mask-fractions|--masks|--train-ratio|--validation-ratio|--hidden|--dropout|--epochs|--batch-size|\
    --learning-rate|--warm-up|--weight-decay|--clip-gradients|--patience) return ;;
  esac

  if [ -n "$words" ]; then
    # An apostrophe among the words is one, not a quote.
    mapfile -t COMPREPLY < <(compgen -W "${words//\'/\\\'}" -- "$current")
  elif [ "${current#-}" != "$current" ]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}

complete -o filenames -F _matinee matinee
